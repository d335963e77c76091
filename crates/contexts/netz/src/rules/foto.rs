//! A picture as it is kept: upright, no larger than a page needs, and made anew, so that nothing of where, when and with
//! what it was taken comes along.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};

/// Bytes of a picture a phone may send.
pub const HOECHSTENS: usize = 12 * 1024 * 1024;
/// Longer side of what is kept, in pixels.
pub const KANTE: u32 = 1600;
/// Longer side of what is read at all: more is no photo but an attempt to fill the memory.
const KANTE_ROH: u32 = 12_000;
const SPEICHER: u64 = 256 * 1024 * 1024;
const GUETE: u8 = 80;
/// Longer side of what goes into a document: three stand side by side on A4, that is about 300 dots per inch.
const KANTE_PAPIER: u32 = 640;

/// A picture ready to be kept, as JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bild {
    /// The bytes.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub breite: u32,
    /// Height in pixels.
    pub hoehe: u32,
}

/// Makes the picture anew; `None` when it is no JPEG or PNG, broken, or far too large. Takes a while: not for the thread
/// that answers.
#[must_use]
pub fn neu_machen(roh: &[u8]) -> Option<Bild> {
    let mut leser = ImageReader::new(Cursor::new(roh)).with_guessed_format().ok()?;
    if !matches!(leser.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return None;
    }
    let mut grenzen = Limits::default();
    grenzen.max_image_width = Some(KANTE_ROH);
    grenzen.max_image_height = Some(KANTE_ROH);
    grenzen.max_alloc = Some(SPEICHER);
    leser.limits(grenzen);
    let mut decoder = leser.into_decoder().ok()?;
    let lage = decoder.orientation().ok()?;
    let mut bild = DynamicImage::from_decoder(decoder).ok()?;
    bild.apply_orientation(lage);
    if bild.width().max(bild.height()) > KANTE {
        bild = bild.resize(KANTE, KANTE, FilterType::Triangle);
    }
    let farben = bild.into_rgb8();
    let mut jpeg = Vec::new();
    farben
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, GUETE))
        .ok()?;
    Some(Bild {
        jpeg,
        breite: farben.width(),
        hoehe: farben.height(),
    })
}

/// A kept picture as small as paper needs it, as JPEG; `None` when it cannot be read. Same bytes for the same picture.
#[must_use]
pub fn fuer_papier(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut bild = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?;
    if bild.width().max(bild.height()) > KANTE_PAPIER {
        bild = bild.resize(KANTE_PAPIER, KANTE_PAPIER, FilterType::Triangle);
    }
    let mut aus = Vec::new();
    bild.into_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut aus, GUETE))
        .ok()?;
    Some(aus)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bild(breite: u32, hoehe: u32, art: ImageFormat) -> Vec<u8> {
        let mut aus = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(breite, hoehe)
            .write_to(&mut aus, art)
            .unwrap();
        aus.into_inner()
    }

    /// A JPEG as a phone makes it: turned by a mark, with the place it was taken at.
    fn vom_telefon() -> Vec<u8> {
        let roh = bild(40, 20, ImageFormat::Jpeg);
        // TIFF, little endian, one entry: orientation 6, "turn by 90 degrees"
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPSLatitude 54.3233 Telefon von Kim");
        let mut aus = roh[..2].to_vec();
        aus.extend([0xFF, 0xE1]);
        aus.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        aus.extend(exif);
        aus.extend(&roh[2..]);
        aus
    }

    #[test]
    fn wo_und_womit_es_gemacht_ist_bleibt_nicht_darin() {
        let roh = vom_telefon();
        let hat = |b: &[u8], was: &[u8]| b.windows(was.len()).any(|w| w == was);
        assert!(hat(&roh, b"GPSLatitude"));
        let b = neu_machen(&roh).unwrap();
        assert!(!hat(&b.jpeg, b"Exif") && !hat(&b.jpeg, b"GPS") && !hat(&b.jpeg, b"Kim"));
        // it stands upright without the mark
        assert_eq!((b.breite, b.hoehe), (20, 40));
    }

    #[test]
    fn fuer_papier_ist_ein_bild_klein() {
        let b = neu_machen(&bild(1600, 800, ImageFormat::Png)).unwrap();
        let klein = fuer_papier(&b.jpeg).unwrap();
        assert_eq!(fuer_papier(&b.jpeg), Some(klein.clone()));
        let gelesen = image::load_from_memory(&klein).unwrap();
        assert_eq!((gelesen.width(), gelesen.height()), (640, 320));
        assert!(fuer_papier(b"GIF89a").is_none());
    }

    #[test]
    fn grosses_wird_kleiner_und_was_kein_bild_ist_abgelehnt() {
        let b = neu_machen(&bild(3200, 800, ImageFormat::Png)).unwrap();
        assert_eq!((b.breite, b.hoehe), (1600, 400));
        assert!(b.jpeg.starts_with(&[0xFF, 0xD8]));
        for schlecht in [
            &b""[..],
            b"GIF89a",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            &b.jpeg[..200],
        ] {
            assert!(neu_machen(schlecht).is_none());
        }
        // a few bytes that say they are a picture of ten thousand million dots
        let mut bombe = bild(1, 1, ImageFormat::Png);
        bombe[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
        assert!(neu_machen(&bombe).is_none());
    }
}
