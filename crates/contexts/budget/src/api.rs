//! Invoices under `/api/v1/rechnungen`, for the program of a Träger: as JSON, or as the XRechnung itself. The same
//! services, checks and codes as the pages. Amounts in JSON are whole cents.

use amt::{App, Error, Kontext};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Path, Query, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use web::{Ergebnis, WebFehler};

use crate::{
    model::{Abweichung, Einheit, NeueRechnung, NeueZeile, Rechnung, Rechnungsquelle},
    service::rechnung::{self as dienst, Rechnungsakte, Rolle},
};

/// A line of an invoice.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
pub struct ApiZeile {
    /// Number of the order.
    auftrag: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    von: Datum,
    /// Last day; left out for a single day.
    #[schema(value_type = Option<String>, format = Date)]
    bis: Option<Datum>,
    /// `STUNDE`, `TAG` or `MONAT`.
    #[schema(value_type = String)]
    einheit: Einheit,
    /// Minutes of hours; else days or months.
    menge: i64,
    /// Price in cents.
    satz: i64,
    /// Amount in cents.
    betrag: i64,
}

/// An invoice. A Träger sends its own; the office says whose it is.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
pub struct ApiRechnung {
    /// Key of the Träger; only from the office.
    traeger: Option<Uuid>,
    /// Number.
    nummer: String,
    /// Day.
    #[schema(value_type = String, format = Date)]
    datum: Datum,
    /// Total in cents; left out it is the sum of the lines.
    summe: Option<i64>,
    /// Lines.
    zeilen: Vec<ApiZeile>,
}

/// A difference between what is asked for and what was agreed or done.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct ApiBefund {
    code: String,
    ort: String,
    text: String,
    tun: String,
    /// Keeps the line from being paid without a look.
    hart: bool,
}

impl From<&Abweichung> for ApiBefund {
    fn from(a: &Abweichung) -> Self {
        Self {
            code: a.code.clone(),
            ort: a.ort.clone(),
            text: a.text.clone(),
            tun: a.tun.clone(),
            hart: a.hart,
        }
    }
}

/// An invoice with what the check found.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct ApiStand {
    #[schema(value_type = String, format = Uuid)]
    id: Id<Rechnung>,
    nummer: String,
    #[schema(value_type = String, format = Date)]
    datum: Datum,
    /// `ENTWURF`, `EINGEREICHT`, `ANGENOMMEN`, `TEILWEISE`, `ABGELEHNT` or `STORNIERT`.
    stand: String,
    /// Why, in words.
    grund: String,
    /// Asked for, in cents.
    summe: i64,
    /// Paid, in cents.
    angewiesen: i64,
    /// Number of the run that paid it.
    zahllauf: Option<i64>,
    /// Number of the run that asked the money back.
    zahllauf_zurueck: Option<i64>,
    befunde: Vec<ApiBefund>,
}

fn stand(a: &Rechnungsakte) -> ApiStand {
    let zeilen = a.pruefung.zeilen.iter().flat_map(|z| &z.befunde);
    ApiStand {
        id: a.r.id,
        nummer: a.r.nummer.clone(),
        datum: a.r.datum,
        stand: a.r.stand.code().to_owned(),
        grund: a.r.grund.clone(),
        summe: a.r.summe.0,
        angewiesen: a.r.angewiesen.0,
        zahllauf: a.r.zahllauf,
        zahllauf_zurueck: a.r.zahllauf_zurueck,
        befunde: a
            .pruefung
            .befunde
            .iter()
            .chain(zeilen)
            .map(ApiBefund::from)
            .collect(),
    }
}

fn gelesen(r: ApiRechnung) -> NeueRechnung {
    let zeilen: Vec<NeueZeile> = r
        .zeilen
        .into_iter()
        .map(|z| NeueZeile {
            auftrag: z.auftrag.trim().to_owned(),
            von: z.von,
            bis: z.bis.unwrap_or(z.von),
            einheit: z.einheit,
            menge: z.menge,
            satz: Cent(z.satz),
            betrag: Cent(z.betrag),
        })
        .collect();
    let zusammen = zeilen.iter().fold(0_i64, |s, z| s.saturating_add(z.betrag.0));
    NeueRechnung {
        nummer: r.nummer.trim().to_owned(),
        datum: r.datum,
        // lines without the form of a standard, as in a table
        quelle: Rechnungsquelle::Csv,
        datei: "API".to_owned(),
        steller: String::new(),
        summe: Cent(r.summe.unwrap_or(zusammen)),
        zeilen,
    }
}

/// What an XRechnung cannot say.
#[derive(Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
pub struct ApiFrage {
    /// Key of the Träger of an XRechnung; only from the office.
    traeger: Option<Uuid>,
}

/// An invoice as it came in: already checked values, or a file that still has to be read.
enum Eingang {
    Werte(Box<ApiRechnung>),
    Datei(Bytes),
}

impl Eingang {
    /// # Errors
    /// The answer for a body that is too large or not what it says it is, and 415 for any other kind.
    async fn lesen(anfrage: Request) -> Result<Self, Response> {
        let art = anfrage.headers().get(header::CONTENT_TYPE);
        let art = art.and_then(|a| a.to_str().ok()).unwrap_or_default();
        let art = art
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        match art.as_str() {
            "application/xml" | "text/xml" => Bytes::from_request(anfrage, &())
                .await
                .map(Self::Datei)
                .map_err(|e| match e.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => WebFehler::zu_gross().into_response(),
                    _ => e.into_response(),
                }),
            "application/json" => Json::<ApiRechnung>::from_request(anfrage, &())
                .await
                .map(|Json(r)| Self::Werte(Box::new(r)))
                .map_err(IntoResponse::into_response),
            _ => Err(WebFehler::falsches_format().into_response()),
        }
    }
}

/// Keeps an invoice as a draft and says what the check found: from JSON, or from an XRechnung (UBL or CII, up to 2 MB).
/// Sent it is only with `einreichen`.
#[utoipa::path(post, path = "/api/v1/rechnungen", tag = "rechnungen", params(ApiFrage),
    request_body(content((ApiRechnung = "application/json"), (String = "application/xml"))),
    responses((status = 201, body = ApiStand), (status = 422, description = "problem+json mit den Codes der Felder"), (status = 404),
        (status = 413, description = "größer als 2 MB"), (status = 415, description = "weder JSON noch XML")))]
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    Query(q): Query<ApiFrage>,
    anfrage: Request,
) -> Ergebnis<Response> {
    // who may not bring one in need not send it first
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let rolle = dienst::rolle(&mut tx, &kontext).await?;
    drop(tx);
    if rolle == (Rolle::Amt { bearbeiten: false }) {
        return Err(Error::NichtGefunden.into());
    }
    let (wahl, neu) = match Eingang::lesen(anfrage).await {
        Ok(Eingang::Werte(r)) => (r.traeger.or(q.traeger), dienst::angaben_pruefen(gelesen(*r))?),
        Ok(Eingang::Datei(bytes)) => {
            // up to a second of computing: not on a thread that answers other people
            let neu = tokio::task::spawn_blocking(move || dienst::xrechnung(&bytes, "API"));
            (q.traeger, neu.await.map_err(|e| Error::Intern(e.to_string()))??)
        }
        Err(antwort) => return Ok(antwort),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (id, name) = match rolle {
        Rolle::Traeger { id, name } => (id, name),
        Rolle::Amt { .. } => dienst::traeger(&app, &mut tx, wahl).await?,
    };
    let may = dienst::darf_einreichen(&mut tx, &kontext, None, id).await?;
    let rechnung = dienst::entwurf_anlegen(&app, &mut tx, &may, (id, &name), &neu).await?;
    let akte = dienst::akte(&app, &mut tx, &kontext, rechnung).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok((StatusCode::CREATED, Json(stand(&akte))).into_response())
}

/// Where an invoice stands; the look is noted in the journal.
#[utoipa::path(get, path = "/api/v1/rechnungen/{id}", tag = "rechnungen", params(("id" = Uuid, Path)),
    responses((status = 200, body = ApiStand), (status = 404)))]
pub async fn eine(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Json<ApiStand>> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = dienst::akte(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(Json(stand(&akte)))
}

/// Sends the draft to the office.
#[utoipa::path(post, path = "/api/v1/rechnungen/{id}/einreichen", tag = "rechnungen", params(("id" = Uuid, Path)),
    responses((status = 200, body = ApiStand), (status = 404), (status = 409), (status = 422, description = "problem+json mit den Codes")))]
pub async fn einreichen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Json<ApiStand>> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    dienst::einreichen(&app, &mut tx, &kontext, id).await?;
    let akte = dienst::akte(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(Json(stand(&akte)))
}

/// The routes with their description.
#[must_use]
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(anlegen))
        .routes(routes!(eine))
        .routes(routes!(einreichen))
}
