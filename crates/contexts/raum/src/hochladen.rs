//! Parts of an upload, read with a limit.

use axum::extract::multipart::{Field, MultipartError};
use web::WebFehler;

/// What went wrong with the upload itself.
#[expect(clippy::needless_pass_by_value, reason = "so it fits map_err")]
pub fn abgelehnt(e: MultipartError) -> WebFehler {
    if e.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        WebFehler::zu_gross()
    } else {
        WebFehler::falsches_format()
    }
}

/// A part of at most so many bytes.
pub async fn bytes(teil: &mut Field<'_>, hoechstens: usize) -> Result<Vec<u8>, WebFehler> {
    let mut aus = Vec::new();
    while let Some(stueck) = teil.chunk().await.map_err(abgelehnt)? {
        if aus.len() + stueck.len() > hoechstens {
            return Err(WebFehler::zu_gross());
        }
        aus.extend_from_slice(&stueck);
    }
    Ok(aus)
}

/// A field of text.
pub async fn kurz(teil: &mut Field<'_>, hoechstens: usize) -> Result<String, WebFehler> {
    Ok(String::from_utf8_lossy(&bytes(teil, hoechstens).await?).into_owned())
}

/// Name of the file on the computer of the user.
pub fn dateiname(teil: &Field<'_>) -> String {
    web::eingaben::rein(teil.file_name().unwrap_or(""))
        .chars()
        .take(200)
        .collect()
}
