//! Where classes and resources come from: the JDK's run-time image, jar files,
//! directories, and the search paths made of them.
//!
//! All readers are total: whatever the bytes are, the result is a value or an
//! error of the reader's own type, within memory bounded by the input. Nothing
//! here knows what a class file contains.

mod bytes;
pub mod classpath;
mod inflate;
pub mod jar;
pub mod jdk_home;
pub mod jimage;
pub mod manifest;
mod map;

pub use map::MappedFile;
