//! The garbage-collected heap of one VM.
//!
//! Knows objects by [`layout::TypeInfo`], never by class, and reaches the rest
//! of the VM only through [`roots::RootSource`].

mod cards;
mod classes;
mod collector;
pub mod config;
mod eden_size;
mod evacuate;
mod heap;
pub mod layout;
mod mature;
mod memory;
pub mod object;
mod pool;
mod references;
pub mod report;
pub mod roots;
mod tlab;
mod trace;
pub mod verify;
mod young;

pub use config::{HeapConfig, HeapError};
pub use heap::{AllocationFailure, Heap};
pub use layout::Ref;
pub use references::ReferenceLayout;
pub use report::{Cause, CollectionKind, CollectionReport, HeapUsage, SpaceUsage};
pub use roots::RootSource;
pub use tlab::Tlab;
