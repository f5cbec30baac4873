//! `com.sun.management.internal.HotSpotDiagnostic`: heap dumps on demand.

use crate::insight::hprof;
use crate::model::{Throw, VmException};
use crate::native::platform::{ask, io_error, platform_text};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::Cause;
use std::fs::File;
use std::os::fd::FromRawFd;

const CLASS: &str = "com/sun/management/internal/HotSpotDiagnostic";

pub(super) const ROWS: &[NativeRow] =
    &[native(CLASS, "dumpHeap0", "(Ljava/lang/String;Z)V", dump_heap)];

fn dump_heap(t: &JavaThread, _this: Handle, file: Handle, live: bool) -> Result<(), Throw> {
    let path = platform_text(t, t.non_null(file)?)?;
    if live {
        t.collect(Cause::HeapInspection);
    }
    let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL;
    let descriptor = ask(t, |host| host.open(&path, flags, 0o600)).map_err(|e| io_error(&e))?;
    // SAFETY: just opened, and nobody else knows it.
    let file = unsafe { File::from_raw_fd(descriptor) };
    hprof::write_to(t, file).map(|_| ()).map_err(|error| {
        let text = os::errno_text(error.raw_os_error().unwrap_or(0));
        Throw::new(VmException::Io, text)
    })
}
