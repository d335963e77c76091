//! What every operation of the interface has in common, said once: a refusal is `application/problem+json` with a code
//! (RFC 9457), whatever refused it.

use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, OpenApi, RefOr, Response, ResponseBuilder, Schema,
    path::Operation,
    schema::{SchemaType, Type},
};

/// (Status, what it means, whether only a request with a body gets it).
const ABLEHNUNGEN: [(&str, &str, bool); 8] = [
    ("400", "Die Anfrage war nicht lesbar.", false),
    ("401", "Der Schlüssel fehlt oder gilt nicht mehr.", false),
    ("404", "Das gibt es nicht, oder Sie dürfen es nicht sehen.", false),
    ("409", "Jemand anderes hat es inzwischen geändert.", true),
    ("413", "Der Inhalt ist zu groß.", true),
    ("415", "Der Inhalt muss application/json sein.", true),
    (
        "422",
        "Eine Regel oder ein Feld passt nicht; der Code sagt, was.",
        false,
    ),
    ("429", "Zu viele Anfragen. Bitte später noch einmal.", false),
];

fn text(beschreibung: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(beschreibung))
        .build()
        .into()
}

fn ablehnung(beschreibung: &str) -> Response {
    let problem = ObjectBuilder::new()
        .property("type", text("URI der Art, sonst about:blank"))
        .property("title", text("Was nicht ging"))
        .property("detail", text("Was zu tun ist"))
        .property("code", text("Code des Fachkonzepts, zum Beispiel FALL-E01"))
        .property(
            "status",
            ObjectBuilder::new()
                .schema_type(SchemaType::Type(Type::Integer))
                .build(),
        )
        .required("title")
        .required("status");
    let inhalt = ContentBuilder::new().schema(Some(problem.build())).build();
    ResponseBuilder::new()
        .description(beschreibung)
        .content("application/problem+json", inhalt)
        .build()
}

fn ergaenzen(op: &mut Operation) {
    for (status, wort, nur_mit_inhalt) in ABLEHNUNGEN {
        if nur_mit_inhalt && op.request_body.is_none() {
            continue;
        }
        op.responses
            .responses
            .insert(status.to_owned(), RefOr::T(ablehnung(wort)));
    }
}

/// Adds the refusals to every operation.
pub fn mit_ablehnungen(mut alles: OpenApi) -> OpenApi {
    for weg in alles.paths.paths.values_mut() {
        let alle = [
            &mut weg.get,
            &mut weg.post,
            &mut weg.put,
            &mut weg.patch,
            &mut weg.delete,
        ];
        alle.into_iter().flatten().for_each(ergaenzen);
    }
    alles
}
