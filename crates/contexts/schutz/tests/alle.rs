//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod folgen;
mod gemeinsam;
mod gericht_und_obhut;
mod schutzkreis;
mod seiten;
mod verfahren;
