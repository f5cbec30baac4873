//! Places of fields: what `layout` needs to know of the VM's classes, and the runs
//! of references for the collector.

use crate::model::{ClassRef, Field};
use base::descriptor::BasicType;
use heap::layout::RefRun;
use layout::fields::Inherited;

impl layout::Field for Field {
    fn basic_type(&self) -> BasicType {
        self.kind
    }

    fn belongs_to_class(&self) -> bool {
        self.flags.is_static()
    }

    fn place(&self) -> u32 {
        self.offset
    }

    fn set_place(&mut self, offset: u32) {
        self.offset = offset;
    }
}

/// What a superclass takes of an instance.
pub(super) fn inherited(super_class: Option<ClassRef>) -> Inherited {
    let mut inherited = Inherited::nothing();
    if let Some(parent) = super_class {
        inherited.size = parent.type_info.instance_size;
    }
    let mut at = super_class;
    while let Some(class) = at {
        inherited.add(class.fields);
        at = class.super_class;
    }
    inherited
}

/// The runs that ascending offsets of references make up.
pub(super) fn runs(offsets: &[u32]) -> Vec<RefRun> {
    let mut runs: Vec<RefRun> = Vec::new();
    for &offset in offsets {
        match runs.last_mut() {
            Some(run) if run.offset + 4 * run.count == offset => run.count += 1,
            _ => runs.push(RefRun { offset, count: 1 }),
        }
    }
    runs
}
