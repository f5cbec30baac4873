//! Indices that cannot be mixed up.
//!
//! A class file is full of `u16`s that index different tables; each table gets
//! its own type, which costs nothing at run time.

macro_rules! typed_index {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $name(pub u16);

        impl $name {
            /// The index widened for use with slices.
            #[inline]
            pub const fn as_usize(self) -> usize {
                self.0 as usize
            }

            /// Whether this is index 0, which most tables reserve for "absent".
            #[inline]
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }
        }

        impl From<u16> for $name {
            #[inline]
            fn from(raw: u16) -> Self {
                Self(raw)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

typed_index! {
    /// Index into a class file's constant pool (JVMS §4.4); entry 0 does not exist.
    CpIndex;
    /// Index into the `BootstrapMethods` attribute (JVMS §4.7.23).
    BootstrapIndex;
    /// Index into the `fields` table of a class file (JVMS §4.5).
    FieldIndex;
    /// Index into the `methods` table of a class file (JVMS §4.6).
    MethodIndex;
    /// Index of a local variable slot (JVMS §2.6.1).
    LocalIndex;
}
