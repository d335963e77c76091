//! Outgoing mail: a job of kind `mail` per message, sent by SMTP, tried again when the server is away.

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use serde::{Deserialize, Serialize};

use crate::konfig::Post;

/// What a job of kind `mail` carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nachricht {
    /// Address of the recipient.
    pub an: String,
    /// Subject; names no person.
    pub betreff: String,
    /// Plain text.
    pub text: String,
}

/// The connection to the mail server.
pub struct Versand {
    weg: AsyncSmtpTransport<Tokio1Executor>,
    absender: Mailbox,
}

impl Versand {
    /// From the configuration; `None` when no mail server is set.
    ///
    /// # Errors
    /// When address or sender are malformed.
    pub fn neu(post: &Post) -> anyhow::Result<Option<Self>> {
        let Some(smtp) = &post.smtp else { return Ok(None) };
        let weg = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp)
            .context("post.smtp")?
            .build();
        let absender = post
            .absender
            .as_deref()
            .context("post.absender fehlt")?
            .parse()
            .context("post.absender")?;
        Ok(Some(Self { weg, absender }))
    }

    /// Sends one message.
    ///
    /// # Errors
    /// [`Absage::Endgueltig`] when trying again cannot help.
    pub async fn senden(&self, n: &Nachricht) -> Result<(), Absage> {
        let endgueltig = |e: &dyn std::fmt::Display| Absage::Endgueltig(e.to_string());
        let an: Mailbox = n.an.parse().map_err(|e| endgueltig(&e))?;
        let mail = Message::builder()
            .from(self.absender.clone())
            .to(an)
            .subject(&n.betreff)
            .header(ContentType::TEXT_PLAIN)
            .body(n.text.clone())
            .map_err(|e| endgueltig(&e))?;
        match self.weg.send(mail).await {
            Ok(_) => Ok(()),
            Err(e) if e.is_permanent() => Err(endgueltig(&e)),
            Err(e) => Err(Absage::Spaeter(e.to_string())),
        }
    }
}

/// Why a message was not sent.
#[derive(Debug)]
pub enum Absage {
    /// It never will be.
    Endgueltig(String),
    /// Perhaps next time.
    Spaeter(String),
}
