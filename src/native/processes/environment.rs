//! `java.lang.ProcessEnvironment`.

use crate::model::Throw;
use crate::native::platform::{host, new_bytes};
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;

pub(super) const ROWS: &[NativeRow] =
    &[native("java/lang/ProcessEnvironment", "environ", "()[[B", environment)];

/// Names and values in turn.
fn environment(t: &JavaThread) -> Result<Ref, Throw> {
    let variables = host(t).environment();
    let byte_array = t.array_class(t.vm().primitive(b'B'))?;
    let array = t.handle(t.new_ref_array(byte_array, variables.len() * 2)?);
    let texts = variables.iter().flat_map(|(name, value)| [name, value]);
    for (at, text) in texts.enumerate() {
        let _scope = t.scope();
        let text = new_bytes(t, text)?;
        t.set_element(array.get(), at as u32, text);
    }
    Ok(array.get())
}
