//! Where the fields of a class lie: in instances, and among the static fields.
//!
//! Fields are sorted by size; fields of a subclass first fill the gaps that
//! alignment left in the superclass. References lie together, so that the
//! collector has few runs to walk.

use base::descriptor::BasicType;

/// Bytes of an object before its fields.
pub const HEADER_SIZE: u32 = 8;

/// Sizes of fields in the order of placement; see `group_of`.
const GROUPS: [u32; 5] = [8, 4, 4, 2, 1];

/// Largest instance that headers of the heap and offsets of instructions allow.
const MAX_INSTANCE_BYTES: u32 = 1 << 19;

/// Fields that the VM adds to classes of the class library, behind the declared
/// ones: class, name, descriptor.
pub const INJECTED: [(&str, &str, &str); 5] = [
    ("java/lang/Class", "<class index>", "I"),
    ("java/lang/ClassLoader", "<loader id>", "I"),
    ("java/lang/Module", "<module id>", "I"),
    ("java/lang/invoke/MemberName", "<index>", "J"),
    ("java/lang/invoke/ResolvedMethodName", "<target>", "J"),
];

/// A field that gets a place.
pub trait Field {
    /// The type of its value.
    fn basic_type(&self) -> BasicType;
    /// Whether it is static.
    fn belongs_to_class(&self) -> bool;
    /// Its offset in bytes.
    fn place(&self) -> u32;
    /// Sets the offset.
    fn set_place(&mut self, offset: u32);
}

/// What the superclass takes of an instance.
#[derive(Debug)]
pub struct Inherited {
    /// Bytes of its instances.
    pub size: u32,
    /// Its instance fields, inherited ones included.
    pub fields: Vec<(BasicType, u32)>,
}

impl Inherited {
    /// For a class without a superclass.
    pub const fn nothing() -> Inherited {
        Inherited { size: HEADER_SIZE, fields: Vec::new() }
    }

    /// Adds the instance fields among those that one class declares.
    pub fn add<'f, F: Field + 'f>(&mut self, fields: impl IntoIterator<Item = &'f F>) {
        let instance = fields.into_iter().filter(|field| !field.belongs_to_class());
        self.fields.extend(instance.map(|field| (field.basic_type(), field.place())));
    }

    /// Which bytes hold something.
    fn used(&self) -> Vec<bool> {
        let mut used = vec![false; self.size as usize];
        used[..HEADER_SIZE as usize].fill(true);
        for &(kind, offset) in &self.fields {
            used[offset as usize..offset as usize + kind.element_size()].fill(true);
        }
        used
    }
}

/// Places of the instance fields of one class.
#[derive(Debug)]
pub struct InstanceLayout {
    /// Bytes of an instance, a multiple of 8.
    pub size: u32,
    /// Offsets of the references, inherited ones included, ascending.
    pub references: Vec<u32>,
}

/// The class has more fields than an instance can hold.
#[derive(Debug)]
pub struct TooLarge;

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
///
/// # Errors
///
/// If an instance would be too large.
pub fn place_instance_fields<F: Field>(
    inherited: &Inherited,
    fields: &mut [F],
) -> Result<InstanceLayout, TooLarge> {
    let mut used = inherited.used();
    let start = used.iter().rposition(|&taken| taken).map_or(0, |last| last + 1);
    let mut end = start as u32;
    for (group, size) in GROUPS.into_iter().enumerate() {
        let members = fields
            .iter_mut()
            .filter(|f| !f.belongs_to_class() && group_of(f.basic_type()) == group);
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
            field.set_place(offset);
        }
    }
    let references = reference_offsets(inherited, fields);
    Ok(InstanceLayout { size: end.next_multiple_of(8), references })
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

fn reference_offsets<F: Field>(inherited: &Inherited, fields: &[F]) -> Vec<u32> {
    let above = inherited.fields.iter().filter(|(kind, _)| kind.is_reference());
    let mut offsets: Vec<u32> = above.map(|&(_, offset)| offset).collect();
    let own = fields.iter().filter(|f| !f.belongs_to_class() && f.basic_type().is_reference());
    offsets.extend(own.map(Field::place));
    offsets.sort_unstable();
    offsets
}

/// Gives each static field among `fields` its offset from the start of the
/// class's own static fields; how many bytes they take.
pub fn place_static_fields<F: Field>(fields: &mut [F]) -> u32 {
    let mut end = 0;
    for (group, size) in GROUPS.into_iter().enumerate() {
        let members =
            fields.iter_mut().filter(|f| f.belongs_to_class() && group_of(f.basic_type()) == group);
        for field in members {
            field.set_place(end);
            end += size;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plain(BasicType, bool, u32);

    impl Field for Plain {
        fn basic_type(&self) -> BasicType {
            self.0
        }

        fn belongs_to_class(&self) -> bool {
            self.1
        }

        fn place(&self) -> u32 {
            self.2
        }

        fn set_place(&mut self, offset: u32) {
            self.2 = offset;
        }
    }

    fn instance(kinds: &[BasicType]) -> Vec<Plain> {
        kinds.iter().map(|&kind| Plain(kind, false, 0)).collect()
    }

    #[test]
    fn large_fields_come_first_and_subclasses_fill_gaps() {
        let mut fields = instance(&[BasicType::Byte, BasicType::Object, BasicType::Long]);
        let layout = place_instance_fields(&Inherited::nothing(), &mut fields).expect("small");
        let offsets: Vec<u32> = fields.iter().map(Field::place).collect();
        assert_eq!((offsets, layout.size), (vec![20, 16, 8], 24));
        assert_eq!(layout.references, [16]);

        let mut inherited = Inherited { size: layout.size, fields: Vec::new() };
        inherited.add(&fields);
        let mut below = instance(&[BasicType::Short, BasicType::Object]);
        let layout = place_instance_fields(&inherited, &mut below).expect("small");
        let offsets: Vec<u32> = below.iter().map(Field::place).collect();
        assert_eq!((offsets, layout.size), (vec![22, 24], 32));
        assert_eq!(layout.references, [16, 24]);
    }

    #[test]
    fn static_fields_lie_apart() {
        let mut fields = instance(&[BasicType::Int]);
        fields.push(Plain(BasicType::Byte, true, 9));
        fields.push(Plain(BasicType::Double, true, 9));
        assert_eq!(place_static_fields(&mut fields), 9);
        assert_eq!(fields.iter().map(Field::place).collect::<Vec<_>>(), [0, 8, 0]);
    }
}
