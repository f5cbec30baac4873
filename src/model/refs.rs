//! Copyable references to metadata.
//!
//! Invariant: what a `ClassRef`, `MethodRef` or `FieldRef` points to is
//! allocated in its holder's arena, never moves, and is freed only with the
//! holder, after no object, frame, handle or metadata that could name it is
//! left: the collector proves that (see `holder`). It does not see what Rust code
//! keeps: that must have the class's mirror, an object of it, its loader or a
//! frame of it in sight of the collector as long as it may collect.

use super::{Class, Field, Method};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::ptr::NonNull;

macro_rules! metadata_ref {
    ($(#[$doc:meta])* $name:ident => $target:ty) => {
        $(#[$doc])*
        #[repr(transparent)]
        pub struct $name(NonNull<$target>);

        impl $name {
            /// Wraps a pointer to metadata.
            ///
            /// # Safety
            ///
            /// The pointer must satisfy this module's invariant.
            pub const unsafe fn from_ptr(pointer: *const $target) -> $name {
                // SAFETY: a pointer to live metadata is not null.
                $name(unsafe { NonNull::new_unchecked(pointer.cast_mut()) })
            }

            /// The address, for tables that the interpreter reads.
            #[inline(always)]
            pub const fn as_ptr(self) -> *const $target {
                self.0.as_ptr()
            }
        }

        impl From<&'static $target> for $name {
            fn from(target: &'static $target) -> $name {
                // `'static` is what borrows of metadata that obeys the
                // invariant have.
                $name(NonNull::from(target))
            }
        }
        impl Clone for $name {
            fn clone(&self) -> $name {
                *self
            }
        }
        impl Copy for $name {}
        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                self.0 == other.0
            }
        }
        impl Eq for $name {}
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }
        impl Deref for $name {
            type Target = $target;
            #[inline(always)]
            fn deref(&self) -> &$target {
                // SAFETY: the module's invariant.
                unsafe { self.0.as_ref() }
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), **self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }
        // SAFETY: metadata is immutable, atomic or behind locks.
        unsafe impl Send for $name {}
        // SAFETY: as above.
        unsafe impl Sync for $name {}
    };
}

metadata_ref! {
    /// A class, interface, array class or primitive type.
    ClassRef => Class
}
metadata_ref! {
    /// A method.
    MethodRef => Method
}
metadata_ref! {
    /// A field.
    FieldRef => Field
}
