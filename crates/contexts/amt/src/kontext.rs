use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use base::Id;
use uuid::Uuid;
use web::WebFehler;

use crate::{
    nachweis::Ruht,
    recht::{Bereich, OrganisationsArt, Rolle, Zelle, matrix},
};

/// Somebody with an account. The record itself lives in [`crate::benutzer`].
#[derive(Debug, Clone, Copy)]
pub struct Benutzer;

/// A role somebody holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolleJetzt {
    /// Which.
    pub rolle: Rolle,
    /// For which Räume; empty means all.
    pub raeume: Vec<Uuid>,
}

#[derive(Debug, Clone)]
struct Wer {
    benutzer: Id<Benutzer>,
    name: String,
    organisation: OrganisationsArt,
    rollen: Vec<RolleJetzt>,
    ruht: Vec<Ruht>,
    sitzung: Option<Vec<u8>>,
}

/// Who acts: user and the roles in force at this instant. Made anew for every request, so that a change of rights
/// counts at once. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Kontext(Arc<Wer>);

impl Kontext {
    /// Only sign-in, the command line and tests make one.
    #[must_use]
    pub fn neu(
        benutzer: Id<Benutzer>,
        name: String,
        organisation: OrganisationsArt,
        rollen: Vec<RolleJetzt>,
    ) -> Self {
        Self(Arc::new(Wer {
            benutzer,
            name,
            organisation,
            rollen,
            ruht: Vec::new(),
            sitzung: None,
        }))
    }

    pub(crate) fn mit_sitzung(
        benutzer: Id<Benutzer>,
        name: String,
        organisation: OrganisationsArt,
        rollen: Vec<RolleJetzt>,
        sitzung: Vec<u8>,
    ) -> Self {
        Self(Arc::new(Wer {
            benutzer,
            name,
            organisation,
            rollen,
            ruht: Vec::new(),
            sitzung: Some(sitzung),
        }))
    }

    /// The same, while part of the access rests for want of a proof.
    #[must_use]
    pub fn mit_ruhenden(mut self, ruht: Vec<Ruht>) -> Self {
        if !ruht.is_empty() {
            Arc::make_mut(&mut self.0).ruht = ruht;
        }
        self
    }

    /// What rests for want of a proof (GO key `training.zugang`).
    #[must_use]
    pub fn ruht(&self) -> &[Ruht] {
        &self.0.ruht
    }

    /// What the matrix gives this role of the user in a room now: nothing where it rests.
    #[must_use]
    pub fn zelle(&self, rolle: Rolle, bereich: Bereich) -> Zelle {
        let ruht = |r: &Ruht| r.rolle == rolle && r.bereiche.contains(&bereich);
        if self.0.ruht.iter().any(ruht) {
            Zelle::default()
        } else {
            *matrix(rolle, bereich)
        }
    }

    /// The account.
    #[must_use]
    pub fn benutzer(&self) -> Id<Benutzer> {
        self.0.benutzer
    }

    /// Display name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What kind of body the user works for.
    #[must_use]
    pub fn organisation(&self) -> OrganisationsArt {
        self.0.organisation
    }

    /// Roles in force.
    #[must_use]
    pub fn rollen(&self) -> &[RolleJetzt] {
        &self.0.rollen
    }

    /// Whether the user holds this role.
    #[must_use]
    pub fn hat(&self, rolle: Rolle) -> bool {
        self.0.rollen.iter().any(|r| r.rolle == rolle)
    }

    /// Hash of the session token this request came with.
    #[must_use]
    pub fn sitzung(&self) -> Option<&[u8]> {
        self.0.sitzung.as_deref()
    }

    /// Roles in plain words, for the page header.
    #[must_use]
    pub fn rollen_text(&self) -> String {
        self.0
            .rollen
            .iter()
            .map(|r| r.rolle.name())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// In a handler: the signed-in user. The session layer has answered already when there is none.
impl<S: Send + Sync> FromRequestParts<S> for Kontext {
    type Rejection = WebFehler;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebFehler> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(WebFehler::nicht_gefunden)
    }
}

/// In a handler of a public page: the signed-in user, if there is one.
impl<S: Send + Sync> OptionalFromRequestParts<S> for Kontext {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}
