//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod api;
mod bewegungen;
#[path = "gemeinsam/browser.rs"]
mod browser;
mod codes;
mod gemeinsam;
mod hauptbuch;
mod haushaltsjahr;
mod jahr;
mod jahr_absturz;
mod mappe;
mod nachspielen;
mod rechnungen;
mod rechnungen_seiten;
mod seiten;
#[path = "gemeinsam/traeger.rs"]
mod traeger;
mod traegerbudget;
