//! What the natives of the platform share: the host of the VM, strings in the
//! platform's encoding, fields and constructors by name, and how a failure of
//! the host becomes an exception.

use crate::model::{ClassRef, KnownField, Throw, VmException};
use crate::thread::{Handle, JavaThread, Value, Vm};
use dashmap::DashMap;
use heap::layout::Ref;
use heap::object::Scalar;
use os::host::{Fd, Host, HostError, HostResult, SystemHost};
use std::ffi::{CStr, CString};
use std::sync::OnceLock;

/// The host of a VM: the real system unless another one was installed first.
#[derive(Default)]
struct HostSlot(OnceLock<Box<dyn Host>>);

/// Gives a VM another host than the real system; before the VM boots.
///
/// # Panics
///
/// If the VM has used its host already.
pub fn install_host(vm: &Vm, host: Box<dyn Host>) {
    assert!(
        vm.extension::<HostSlot>().0.set(host).is_ok(),
        "the host is chosen before the first native runs"
    );
}

/// The outside world of this thread's VM.
pub(super) fn host(t: &JavaThread) -> &'static dyn Host {
    t.vm().extension::<HostSlot>().0.get_or_init(|| Box::new(SystemHost)).as_ref()
}

/// Asks the host for something that may take long; collections go on meanwhile.
pub(super) fn ask<R>(t: &JavaThread, request: impl FnOnce(&'static dyn Host) -> R) -> R {
    let host = host(t);
    t.blocking(|| request(host))
}

/// `java.io.IOException` with the text of the failure.
pub(super) fn io_error(error: &HostError) -> Throw {
    Throw::new(VmException::Io, error.text())
}

/// An answer for natives that report failure by a value: `None` for a failure
/// of the system, `SecurityException` for a denial by the host's policy.
pub(super) fn quiet<T>(result: HostResult<T>) -> Result<Option<T>, Throw> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(HostError::Denied(text)) => Err(Throw::new(VmException::Security, text)),
        Err(HostError::System(_)) => Ok(None),
    }
}

/// Offsets of fields that were looked up by name, per class index.
#[derive(Default)]
struct FieldCache(DashMap<(u32, &'static str), u32>);

/// Offset of a field that `class` declares or inherits.
///
/// # Panics
///
/// If there is none: a class library that this VM does not know.
pub(super) fn field(
    t: &JavaThread,
    class: ClassRef,
    name: &'static str,
    descriptor: &'static str,
) -> u32 {
    let cache = &t.vm().extension::<FieldCache>().0;
    let key = (class.index(), name);
    if let Some(offset) = cache.get(&key) {
        return *offset;
    }
    let symbols = &t.vm().symbols;
    let (symbol, kind) = (symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()));
    let mut holder = Some(class);
    while let Some(at) = holder {
        if let Some(field) = at.declared_field(symbol, kind) {
            cache.insert(key, field.offset);
            return field.offset;
        }
        holder = at.super_class;
    }
    panic!("{} has no field {name} of type {descriptor}", class.binary_name());
}

/// Reads a primitive field by name.
pub(super) fn get<T: Scalar>(
    t: &JavaThread,
    object: Handle,
    name: &'static str,
    descriptor: &'static str,
) -> T {
    let offset = field(t, t.class_of(object.get()), name, descriptor);
    t.get(object.get(), offset)
}

/// Writes a primitive field by name.
pub(super) fn put<T: Scalar>(
    t: &JavaThread,
    object: Handle,
    name: &'static str,
    descriptor: &'static str,
    value: T,
) {
    let offset = field(t, t.class_of(object.get()), name, descriptor);
    t.put(object.get(), offset, value);
}

/// Reads a reference field by name, into a handle.
pub(super) fn get_ref(
    t: &JavaThread,
    object: Handle,
    name: &'static str,
    descriptor: &'static str,
) -> Handle {
    let offset = field(t, t.class_of(object.get()), name, descriptor);
    t.handle(t.get_ref(object.get(), offset))
}

/// Writes a reference field by name.
pub(super) fn put_ref(
    t: &JavaThread,
    object: Handle,
    name: &'static str,
    descriptor: &'static str,
    value: Handle,
) {
    let offset = field(t, t.class_of(object.get()), name, descriptor);
    t.put_ref(object.get(), offset, value.get());
}

/// A class of the boot loader, initialized.
pub(super) fn boot_class(t: &JavaThread, name: &str) -> Result<ClassRef, Throw> {
    let class = (t.vm().hooks().boot_class)(t, name)?;
    (t.vm().hooks().initialize)(t, class)?;
    Ok(class)
}

/// A new object of a boot class, made by the constructor with this descriptor.
///
/// # Panics
///
/// If the class has no such constructor.
pub(super) fn construct(
    t: &JavaThread,
    class: &str,
    descriptor: &str,
    arguments: &[Value],
) -> Result<Handle, Throw> {
    let found = boot_class(t, class)?;
    let symbols = &t.vm().symbols;
    let constructor = found
        .declared_method(symbols.intern(b"<init>"), symbols.intern(descriptor.as_bytes()))
        .unwrap_or_else(|| panic!("{class} has no constructor {descriptor}"));
    let object = t.handle(t.new_instance(found)?);
    let all: Vec<Value> =
        std::iter::once(Value::Object(object)).chain(arguments.iter().copied()).collect();
    t.call(constructor, &all)?;
    Ok(object)
}

/// The descriptor number in a `java.io.FileDescriptor`.
pub(super) fn fd_of(t: &JavaThread, descriptor: Handle) -> Result<Fd, Throw> {
    Ok(t.known::<i32>(t.non_null(descriptor)?, KnownField::FdFd))
}

/// Sets the number in a `java.io.FileDescriptor`.
pub(super) fn set_fd(t: &JavaThread, descriptor: Handle, fd: Fd) -> Result<(), Throw> {
    t.put_known(t.non_null(descriptor)?, KnownField::FdFd, fd);
    Ok(())
}

/// Checks a part of an array as natives of `java.io` do.
///
/// # Errors
///
/// `NullPointerException`, `IndexOutOfBoundsException`, both without a message.
pub(super) fn check_range(
    t: &JavaThread,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<(), Throw> {
    let size = i64::from(t.array_length(t.non_null(array)?.get()));
    if offset < 0 || length < 0 || i64::from(offset) + i64::from(length) > size {
        return Err(Throw::bare(VmException::IndexOutOfBounds));
    }
    Ok(())
}

/// All bytes of a `byte[]`.
pub(super) fn bytes_of(t: &JavaThread, array: Handle) -> Result<Vec<u8>, Throw> {
    let mut bytes = vec![0; t.array_length(t.non_null(array)?.get()) as usize];
    t.read_bytes(array, 0, &mut bytes);
    Ok(bytes)
}

/// A new `byte[]`.
pub(super) fn new_bytes(t: &JavaThread, bytes: &[u8]) -> Result<Ref, Throw> {
    let array = t.handle(t.new_primitive_array(b'B', bytes.len())?);
    t.write_bytes(array, 0, bytes);
    Ok(array.get())
}

/// A terminated string in memory that Java code owns.
///
/// # Errors
///
/// `NullPointerException` for address 0.
///
/// # Safety
///
/// The address must be 0 or that of a terminated string that outlives the
/// native that was given it.
pub(super) unsafe fn text_at<'a>(address: i64) -> Result<&'a CStr, Throw> {
    if address == 0 {
        return Err(Throw::bare(VmException::NullPointer));
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { CStr::from_ptr(address as usize as *const libc::c_char) })
}

/// The encoding of names in the platform (`sun.jnu.encoding`).
#[derive(Clone, PartialEq, Eq, Debug)]
enum PlatformEncoding {
    Utf8,
    Latin1,
    Ascii,
    /// One that the class library converts.
    Other(String),
}

/// The encoding, found once.
#[derive(Default)]
struct EncodingSlot(OnceLock<PlatformEncoding>);

impl PlatformEncoding {
    fn named(name: &str) -> PlatformEncoding {
        match name.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" => PlatformEncoding::Utf8,
            "ISO-8859-1" | "ISO8859-1" | "ISO8859_1" | "8859_1" => PlatformEncoding::Latin1,
            "ANSI_X3.4-1968" | "US-ASCII" | "646" | "ASCII" => PlatformEncoding::Ascii,
            _ => PlatformEncoding::Other(name.to_owned()),
        }
    }

    fn of(t: &JavaThread) -> &'static PlatformEncoding {
        t.vm()
            .extension::<EncodingSlot>()
            .0
            .get_or_init(|| PlatformEncoding::named(&host(t).locale_codeset()))
    }
}

fn encode_ascii(units: &[u16], limit: u16) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(units.len());
    let mut rest = units.iter().copied().peekable();
    while let Some(unit) = rest.next() {
        bytes.push(if unit < limit { unit as u8 } else { b'?' });
        // A surrogate pair is one character.
        if (0xd800..0xdc00).contains(&unit) {
            rest.next_if(|low| (0xdc00..0xe000).contains(low));
        }
    }
    bytes
}

fn encode_utf8(units: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(units.len());
    for character in char::decode_utf16(units.iter().copied()) {
        // What cannot be encoded is a question mark, as in `String.getBytes`.
        let character = character.unwrap_or('?');
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    bytes
}

/// The bytes of a string in the platform's encoding.
pub(super) fn platform_bytes(t: &JavaThread, string: Handle) -> Result<Vec<u8>, Throw> {
    let units = t.string_units(t.non_null(string)?);
    Ok(match PlatformEncoding::of(t) {
        PlatformEncoding::Utf8 => encode_utf8(&units),
        PlatformEncoding::Latin1 => encode_ascii(&units, 0x100),
        PlatformEncoding::Ascii => encode_ascii(&units, 0x80),
        PlatformEncoding::Other(charset) => {
            let method = string_method(t, "getBytes", "(Ljava/lang/String;)[B");
            let charset = t.handle(t.new_string(charset)?);
            let arguments = [Value::Object(string), Value::Object(charset)];
            let array = t.handle(t.call_object(method, &arguments)?);
            bytes_of(t, array)?
        }
    })
}

fn string_method(t: &JavaThread, name: &str, descriptor: &str) -> crate::model::MethodRef {
    let symbols = &t.vm().symbols;
    t.vm()
        .known
        .class(crate::model::KnownClass::String)
        .declared_method(symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()))
        .expect("java.lang.String has it since 1.1")
}

/// A string as the system takes names: in the platform's encoding, ended at the
/// first zero character.
pub(super) fn platform_text(t: &JavaThread, string: Handle) -> Result<CString, Throw> {
    let mut bytes = platform_bytes(t, string)?;
    if let Some(end) = bytes.iter().position(|&byte| byte == 0) {
        bytes.truncate(end);
    }
    Ok(CString::new(bytes).expect("cut at the first zero"))
}

/// A Java string of bytes in the platform's encoding.
pub(super) fn platform_string(t: &JavaThread, bytes: &[u8]) -> Result<Ref, Throw> {
    match PlatformEncoding::of(t) {
        PlatformEncoding::Utf8 => t.new_string(&String::from_utf8_lossy(bytes)),
        PlatformEncoding::Latin1 => {
            t.new_string_utf16(&bytes.iter().map(|&byte| u16::from(byte)).collect::<Vec<u16>>())
        }
        PlatformEncoding::Ascii => {
            let unit = |&byte: &u8| u16::from(if byte < 0x80 { byte } else { b'?' });
            t.new_string_utf16(&bytes.iter().map(unit).collect::<Vec<u16>>())
        }
        PlatformEncoding::Other(charset) => {
            let array = t.handle(new_bytes(t, bytes)?);
            let charset = t.handle(t.new_string(charset)?);
            let arguments = [Value::Object(array), Value::Object(charset)];
            let string = construct(t, "java/lang/String", "([BLjava/lang/String;)V", &arguments)?;
            Ok(string.get())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unencodable_characters_are_question_marks() {
        let units: Vec<u16> = "aé€😀b".encode_utf16().collect();
        assert_eq!(encode_ascii(&units, 0x80), b"a???b");
        assert_eq!(encode_ascii(&units, 0x100), b"a\xe9??b");
        assert_eq!(encode_utf8(&units), "aé€😀b".as_bytes());
        assert_eq!(encode_utf8(&[0x61, 0xd800, 0x62]), b"a?b");
    }

    #[test]
    fn encodings_by_the_names_of_locales() {
        assert_eq!(PlatformEncoding::named("UTF-8"), PlatformEncoding::Utf8);
        assert_eq!(PlatformEncoding::named("ANSI_X3.4-1968"), PlatformEncoding::Ascii);
        assert_eq!(PlatformEncoding::named("EUC-JP"), PlatformEncoding::Other("EUC-JP".into()));
    }
}
