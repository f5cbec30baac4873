//! Linking (JVMS §5.4): verification, preparation, constraints between loaders.

use super::constants;
use super::constraints;
use super::dispatch;
use super::resolution;
use super::state::{self, LinkState};
use super::verification;
use crate::model::{ClassKind, ClassRef, Field, InitState, Throw};
use crate::thread::{Handle, JavaThread};
use base::CpIndex;
use base::descriptor::BasicType;

/// Links a class: its supertypes first, then verifies and prepares it.
///
/// # Errors
///
/// `VerifyError` and other `LinkageError`s. The class stays loaded, and the
/// next attempt verifies again.
pub fn link_class(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if class.state() >= InitState::Linked {
        return Ok(());
    }
    state::check_native_stack(t)?;
    if let Some(parent) = class.super_class {
        link_class(t, parent)?;
    }
    for interface in class.interfaces {
        link_class(t, *interface)?;
    }
    verification::verify(t, class)?;
    check_table_constraints(t, class)?;
    let _scope = t.scope();
    let constants = static_constants(t, class)?;
    let lock = LinkState::of(t.vm()).init_lock(class);
    let _guard = lock.acquire(t);
    // Another thread may have linked the class meanwhile, and code of the class
    // may have run.
    if class.state() == InitState::Loaded {
        prepare(t, &constants);
        class.set_state(InitState::Linked);
    }
    Ok(())
}

/// Constraints between methods and those that they override or implement, where
/// loaders differ (JVMS §5.4.2).
fn check_table_constraints(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if !matches!(class.kind, ClassKind::Instance) || class.is_interface() {
        return Ok(());
    }
    let constraints = &LinkState::of(t.vm()).constraints;
    let inherited = class.super_class.map_or(&[][..], |parent| parent.as_ref_static().vtable);
    for (own, above) in class.vtable.iter().zip(inherited) {
        if own != above && own.class.loader != above.class.loader {
            constraints::check_override(t, constraints, class, *own, *above)?;
        }
    }
    for entry in class.itable {
        for (method, own) in dispatch::itable_methods(entry.interface).zip(entry.methods) {
            if let Some(own) = own.filter(|own| own.class.loader != method.class.loader) {
                constraints::check_implementation(t, constraints, class, own, method)?;
            }
        }
    }
    Ok(())
}

/// The initial value of a static field.
enum Initial {
    Byte(i8),
    Short(i16),
    Int(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    String(Handle),
}

/// The values of the static fields with a `ConstantValue`, by offset.
fn static_constants(t: &JavaThread, class: ClassRef) -> Result<Vec<(u32, Initial)>, Throw> {
    let fields = class.as_ref_static().fields.iter().filter(|field| field.constant_value != 0);
    let initial = fields.map(|field| Ok((field.offset, initial_value(t, class, field)?)));
    initial.collect()
}

fn initial_value(t: &JavaThread, class: ClassRef, field: &Field) -> Result<Initial, Throw> {
    let pool = constants::constant_pool(class);
    let index = CpIndex(field.constant_value);
    let int = || pool.integer(index);
    let value = match field.kind {
        BasicType::Long => pool.long(index).map(Initial::Long),
        BasicType::Double => pool.double(index).map(Initial::Double),
        BasicType::Float => pool.float(index).map(Initial::Float),
        BasicType::Int => int().map(Initial::Int),
        BasicType::Short | BasicType::Char => int().map(|value| Initial::Short(value as i16)),
        BasicType::Byte | BasicType::Boolean => int().map(|value| Initial::Byte(value as i8)),
        BasicType::Object | BasicType::Array | BasicType::Void => match pool.string(index) {
            Ok(text) => Ok(Initial::String(t.handle(t.intern_mutf8(text)?))),
            Err(error) => Err(error),
        },
    };
    value.map_err(|_| resolution::bad_index(class, index.0))
}

/// Sets static fields to their constants: preparation (JVMS §5.4.2) together
/// with step 6 of initialization (§5.5), which nobody can tell apart.
fn prepare(t: &JavaThread, constants: &[(u32, Initial)]) {
    for &(offset, ref value) in constants {
        match *value {
            Initial::Byte(value) => t.put_static(offset, value),
            Initial::Short(value) => t.put_static(offset, value),
            Initial::Int(value) => t.put_static(offset, value),
            Initial::Long(value) => t.put_static(offset, value),
            Initial::Float(value) => t.put_static(offset, value),
            Initial::Double(value) => t.put_static(offset, value),
            Initial::String(string) => t.put_static_ref(offset, string.get()),
        }
    }
}
