//! Where the fields of a class lie: in instances, and among the static fields.
//!
//! Fields are sorted by size; fields of a subclass first fill the gaps that
//! alignment left in the superclass. References lie together, so that the
//! collector has few runs to walk.

use crate::model::{ClassRef, Field};
use base::descriptor::BasicType;
use heap::layout::{HEADER_SIZE, RefRun};

/// Sizes of fields in the order of placement; see `group_of`.
const GROUPS: [u32; 5] = [8, 4, 4, 2, 1];

/// Largest instance that headers of the heap and offsets of instructions allow.
const MAX_INSTANCE_BYTES: u32 = 1 << 19;

/// Places of the instance fields of one class.
#[derive(Debug)]
pub(super) struct InstanceLayout {
    /// Bytes of an instance, a multiple of 8.
    pub(super) size: u32,
    /// Offsets of the references, inherited ones included, ascending.
    pub(super) references: Vec<u32>,
}

/// The class has more fields than an instance can hold.
#[derive(Debug)]
pub(super) struct TooLarge;

fn group_of(kind: BasicType) -> usize {
    match kind {
        BasicType::Object | BasicType::Array => 2,
        BasicType::Long | BasicType::Double => 0,
        BasicType::Int | BasicType::Float => 1,
        BasicType::Short | BasicType::Char => 3,
        BasicType::Boolean | BasicType::Byte | BasicType::Void => 4,
    }
}

/// Gives each instance field among `fields` its offset.
pub(super) fn place_instance_fields(
    super_class: Option<ClassRef>,
    fields: &mut [Field],
) -> Result<InstanceLayout, TooLarge> {
    let mut used = inherited_use(super_class);
    let start = used.iter().rposition(|&taken| taken).map_or(0, |last| last + 1);
    let mut end = start as u32;
    for (group, size) in GROUPS.into_iter().enumerate() {
        let members =
            fields.iter_mut().filter(|f| !f.flags.is_static() && group_of(f.kind) == group);
        let mut search_from = HEADER_SIZE;
        for field in members {
            let offset = match gap(&used, end, size, search_from) {
                Some(gap) => gap,
                None => {
                    let place = end.next_multiple_of(size);
                    end = place + size;
                    place
                }
            };
            if end > MAX_INSTANCE_BYTES {
                return Err(TooLarge);
            }
            search_from = offset + size;
            if used.len() < search_from as usize {
                used.resize(search_from as usize, false);
            }
            used[offset as usize..search_from as usize].fill(true);
            field.offset = offset;
        }
    }
    let references = reference_offsets(super_class, fields);
    Ok(InstanceLayout { size: end.next_multiple_of(8), references })
}

/// Which bytes of an instance of the superclass hold something.
fn inherited_use(super_class: Option<ClassRef>) -> Vec<bool> {
    let size = super_class.map_or(HEADER_SIZE, |parent| parent.type_info.instance_size);
    let mut used = vec![false; size as usize];
    used[..HEADER_SIZE as usize].fill(true);
    for_each_inherited(super_class, |field| {
        let bytes = field.kind.element_size();
        used[field.offset as usize..field.offset as usize + bytes].fill(true);
    });
    used
}

fn for_each_inherited(super_class: Option<ClassRef>, mut visit: impl FnMut(&Field)) {
    let mut at = super_class;
    while let Some(class) = at {
        class.fields.iter().filter(|field| !field.is_static()).for_each(&mut visit);
        at = class.super_class;
    }
}

/// The first aligned place of `size` free bytes below `end`.
fn gap(used: &[bool], end: u32, size: u32, from: u32) -> Option<u32> {
    let mut offset = from.next_multiple_of(size);
    while offset + size <= end {
        let bytes = used.get(offset as usize..(offset + size) as usize)?;
        if !bytes.contains(&true) {
            return Some(offset);
        }
        offset += size;
    }
    None
}

fn reference_offsets(super_class: Option<ClassRef>, fields: &[Field]) -> Vec<u32> {
    let mut offsets = Vec::new();
    for_each_inherited(super_class, |field| {
        if field.kind.is_reference() {
            offsets.push(field.offset);
        }
    });
    let own = fields.iter().filter(|field| !field.flags.is_static() && field.kind.is_reference());
    offsets.extend(own.map(|field| field.offset));
    offsets.sort_unstable();
    offsets
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

/// Gives each static field among `fields` its offset from the start of the
/// class's own static fields; how many bytes they take.
pub(super) fn place_static_fields(fields: &mut [Field]) -> u32 {
    let mut end = 0;
    for (group, size) in GROUPS.into_iter().enumerate() {
        for field in fields.iter_mut().filter(|f| f.flags.is_static() && group_of(f.kind) == group)
        {
            field.offset = end;
            end += size;
        }
    }
    end
}
