//! `java.lang.String` and `StringUTF16`.

use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/String", "intern", "()Ljava/lang/String;", intern),
    native("java/lang/StringUTF16", "isBigEndian", "()Z", is_big_endian),
];

fn intern(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    Ok(t.intern(this))
}

fn is_big_endian(_: &JavaThread) -> Result<bool, Throw> {
    Ok(cfg!(target_endian = "big"))
}
