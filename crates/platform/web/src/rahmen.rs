//! Everything that lies around the rooms' routes, in the right order.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::schluessel::{Schluessel, Zufall};
use crate::{csrf, fehler, kopfzeilen};

/// Settings of the edge; cheap to clone.
#[derive(Debug, Clone)]
pub struct Rahmen {
    /// Name of the authority, for error pages.
    pub behoerde: Arc<str>,
    /// Address users type, e.g. `https://gewebe.stadt.example`; `None` on a test server.
    pub oeffentliche_adresse: Option<Arc<str>>,
    /// Origin of a basemap the map may load pictures from, e.g. `https://sgx.geodatenzentrum.de`.
    pub kartenquelle: Option<Arc<str>>,
    /// Origins of the authority's own sites that may show the public directory in a frame, e.g.
    /// `https://www.stadt.example`; what is no plain origin is left out.
    pub einbetten: Arc<[String]>,
    /// The server's secret.
    pub schluessel: Schluessel,
    /// The operating system's random generator.
    pub zufall: Zufall,
}

impl Rahmen {
    /// Settings without a public address and without a basemap.
    #[must_use]
    pub fn neu(behoerde: &str, schluessel: Schluessel, zufall: Zufall) -> Self {
        let behoerde = behoerde.into();
        Self {
            behoerde,
            oeffentliche_adresse: None,
            kartenquelle: None,
            einbetten: Arc::default(),
            schluessel,
            zufall,
        }
    }

    /// Whether users reach us by https: HSTS, `Secure` and `__Host-` cookies.
    #[must_use]
    pub fn https(&self) -> bool {
        self.oeffentliche_adresse
            .as_deref()
            .is_some_and(|a| a.starts_with("https://"))
    }

    /// Inner layer: CSRF. Lay the middleware that knows the session **around** it, since the
    /// token is bound to what that middleware says ([`csrf::SitzungsKennung`]).
    pub fn schutz<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        router.layer(from_fn_with_state(self.clone(), csrf::schutz))
    }

    /// Outer layers: assets, panic catcher, error pages, compression, security headers.
    pub fn aussen(&self, router: Router) -> Router {
        router
            .merge(crate::assets::routen())
            .layer(CatchPanicLayer::custom(fehler::panik))
            .layer(from_fn_with_state(self.clone(), fehler::seiten))
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(
                kopfzeilen::Kopfzeilen::neu(self),
                kopfzeilen::setzen,
            ))
    }
}
