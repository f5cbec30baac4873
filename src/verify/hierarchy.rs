//! What the verifier asks about other classes.

/// The class hierarchy as the class being verified sees it.
///
/// Names are internal names or array descriptors. Questions that load classes
/// in the reference VM return `Result`: a VM loads the class when asked, and
/// not earlier, since programs can observe it.
pub trait Hierarchy {
    /// Why a class could not be looked at, such as a pending exception.
    type Error;

    /// Whether the class (never an array) is an interface. Loads it.
    fn is_interface(&mut self, class: &[u8]) -> Result<bool, Self::Error>;

    /// Whether `class` is `ancestor` or a subclass of it. Loads both; neither
    /// is an array. If `ancestor` is an interface the answer is whether it is
    /// implemented.
    fn is_subclass(&mut self, class: &[u8], ancestor: &[u8]) -> Result<bool, Self::Error>;

    /// The superclass of a class (never an array); `None` for
    /// `java.lang.Object`. Loads the class.
    fn superclass(&mut self, class: &[u8]) -> Result<Option<Box<[u8]>>, Self::Error>;

    /// Whether the class being verified has a proper superclass of this name.
    /// All of them are loaded already.
    fn is_superclass_of_current(&mut self, name: &[u8]) -> bool;

    /// Whether looking up the member in `class`, a superclass of the class being
    /// verified, finds one that is protected and declared in another run-time
    /// package than that of the class being verified.
    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        member: MemberKind,
    ) -> Result<bool, Self::Error>;
}

/// What kind of member a lookup is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A field, looked up in superclasses and superinterfaces.
    Field,
    /// A method, looked up in superclasses.
    Method,
}
