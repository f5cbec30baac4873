//! Views of primitive arrays for methods that neither allocate nor reach a
//! safepoint. A range that is not inside its array declines: the Java code then
//! says what is wrong.

use crate::model::{Throw, VmException};
use crate::thread::{Handle, JavaThread};
use heap::layout::Ref;

/// Leaves the call to the Java code.
pub(super) fn decline<T>() -> Result<T, Throw> {
    Err(Throw::bare(VmException::Internal))
}

/// The bytes of a primitive array, whatever its elements.
pub(super) fn all_bytes(t: &JavaThread, array: Ref) -> Result<&[u8], Throw> {
    if array.is_null() {
        return decline();
    }
    let length = (t.array_length(array) as usize) << t.class_of(array).type_info.element_shift;
    // SAFETY: the data of a live array, which stays where it is until the next
    // safepoint; the module's users have none. What other threads write
    // meanwhile makes the bytes arbitrary, not the reads unsafe.
    Ok(unsafe { std::slice::from_raw_parts(t.array_data(array), length) })
}

/// `length` elements of `WIDTH` bytes of an array, from the element `from` on.
pub(super) fn part<const WIDTH: usize>(
    t: &JavaThread,
    array: Handle,
    from: i32,
    length: i32,
) -> Result<&[[u8; WIDTH]], Throw> {
    let (elements, _) = all_bytes(t, array.get())?.as_chunks::<WIDTH>();
    match (usize::try_from(from), usize::try_from(length)) {
        (Ok(from), Ok(length)) => {
            elements.get(from..).and_then(|rest| rest.get(..length)).map_or_else(decline, Ok)
        }
        _ => decline(),
    }
}

/// All elements of `WIDTH` bytes of an array.
pub(super) fn whole<const WIDTH: usize>(
    t: &JavaThread,
    array: Handle,
) -> Result<&[[u8; WIDTH]], Throw> {
    Ok(all_bytes(t, array.get())?.as_chunks::<WIDTH>().0)
}

/// Room for elements of `WIDTH` bytes in an array.
pub(super) struct Room<const WIDTH: usize> {
    start: *mut [u8; WIDTH],
    length: usize,
}

impl<const WIDTH: usize> Room<WIDTH> {
    /// The elements `from` to `from + length` of an array.
    pub(super) fn of(
        t: &JavaThread,
        array: Handle,
        from: i32,
        length: i32,
    ) -> Result<Room<WIDTH>, Throw> {
        let part = part::<WIDTH>(t, array, from, length)?;
        Ok(Room { start: part.as_ptr().cast_mut(), length: part.len() })
    }

    /// Stores elements, as many as there are and find room.
    pub(super) fn fill(self, elements: impl Iterator<Item = [u8; WIDTH]>) {
        for (at, element) in elements.take(self.length).enumerate() {
            // SAFETY: inside the array, which no Rust reference claims for
            // itself; arrays may be written at any time.
            unsafe { self.start.add(at).write(element) };
        }
    }
}
