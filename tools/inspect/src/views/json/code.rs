//! Documents of code: instructions, frames and tables (JVMS §4.7.3 to §4.7.14).

use std::borrow::Cow;

use bytecode::{LookupSwitch, TableSwitch};
use classfile::{
    Code, ConstantPool, ExceptionHandler, FrameKind, StackMapFrame, StackMapTable,
    VerificationType, VerificationTypes,
};
use serde::{Serialize, Serializer};

use super::attributes::{Attribute, attributes, optional, reference};
use super::model::{Ref, choices, records};
use super::sequences::{Each, InstructionList};

records! {
    /// The code of a method.
    pub(super) struct CodeModel<'c, 'a> {
        pub(super) max_stack: u16,
        pub(super) max_locals: u16,
        /// Bytes of the instructions.
        pub(super) code_length: usize,
        /// Offset of the first instruction in the class file.
        pub(super) code_offset: usize,
        pub(super) instructions: InstructionList<'c, 'a>,
        /// In order of precedence.
        pub(super) exception_table: Each<'c, Handler<'c, 'a>>,
        pub(super) attributes: Each<'c, Attribute<'c, 'a>>,
    }

    /// An exception handler.
    pub(super) struct Handler<'c, 'a> {
        pub(super) start_pc: u16,
        pub(super) end_pc: u16,
        pub(super) handler_pc: u16,
        /// Not there if everything is caught.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) catch_type: Option<Ref<'c, 'a>>,
    }

    /// An instruction; what does not apply to it is not there.
    #[derive(Default)]
    pub(super) struct Instruction<'c, 'a> {
        /// Position from the start of the code.
        pub(super) pc: u32,
        /// Mnemonic, without `wide`; not there if there is an error.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) op: Option<&'static str>,
        #[serde(skip_serializing_if = "is_false")]
        pub(super) wide: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) constant: Option<Ref<'c, 'a>>,
        /// The local variable, that of `iload_1` and its like included.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) local: Option<u16>,
        /// What `bipush` and `sipush` push.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) immediate: Option<i32>,
        /// What `iinc` adds.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) delta: Option<i16>,
        /// Where a branch leads, from the start of the code.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) target: Option<i32>,
        /// Where a switch leads for other values than those of its cases.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) default: Option<i32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) cases: Option<Cases<'a>>,
        /// Argument slots of `invokeinterface`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) count: Option<u8>,
        /// Element type of `newarray`; its code if there is no such type.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) array_type: Option<Cow<'static, str>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) dimensions: Option<u8>,
        /// Why nothing can be decoded from here on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) error: Option<String>,
    }

    /// A value of a switch and where it leads.
    pub(super) struct Case {
        pub(super) value: i32,
        pub(super) target: i32,
    }

    /// A frame of a stack map, as the difference to the one before.
    pub(super) struct Frame<'c, 'a> {
        pub(super) offset: usize,
        /// Position in the code that the frame is of.
        pub(super) pc: u32,
        pub(super) frame_type: u8,
        pub(super) offset_delta: u16,
        #[serde(flatten)]
        pub(super) difference: Difference<'c, 'a>,
    }

    /// An entry of `LocalVariableTable` or `LocalVariableTypeTable`.
    pub(super) struct Variable<'c, 'a> {
        pub(super) start_pc: u16,
        pub(super) length: u16,
        pub(super) name: Ref<'c, 'a>,
        /// Descriptor, or generic signature in `LocalVariableTypeTable`.
        pub(super) descriptor: Ref<'c, 'a>,
        /// Slot.
        pub(super) index: u16,
    }
}

choices! {
    /// What a frame changes.
    #[serde(tag = "frame")]
    pub(super) enum Difference<'c, 'a> {
        Same,
        SameLocals1 { stack: Type<'c, 'a> },
        /// The last locals are gone.
        Chop { count: u8 },
        Append { locals: Each<'c, Type<'c, 'a>> },
        Full { locals: Each<'c, Type<'c, 'a>>, stack: Each<'c, Type<'c, 'a>> },
    }

    /// A verification type.
    #[serde(tag = "type")]
    pub(super) enum Type<'c, 'a> {
        Top,
        Integer,
        Float,
        Double,
        Long,
        Null,
        UninitializedThis,
        Object { class: Ref<'c, 'a> },
        Uninitialized {
            /// Position of the `new` instruction.
            pc: u16,
        },
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The cases of a switch.
pub(super) enum Cases<'a> {
    Table(TableSwitch<'a>),
    Lookup(LookupSwitch<'a>),
}

impl Serialize for Cases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let case = |(value, target)| Case { value, target };
        match self {
            Cases::Table(s) => {
                serializer.collect_seq((s.low()..=s.high()).zip(s.targets()).map(case))
            }
            Cases::Lookup(s) => serializer.collect_seq(s.pairs().map(case)),
        }
    }
}

pub(super) fn code<'c, 'a>(code: Code<'c, 'a>, pool: &'c ConstantPool<'a>) -> CodeModel<'c, 'a> {
    let handlers = code.exception_table;
    let handler = move |handler: ExceptionHandler| Handler {
        start_pc: handler.start_pc,
        end_pc: handler.end_pc,
        handler_pc: handler.handler_pc,
        catch_type: optional(pool, handler.catch_type),
    };
    CodeModel {
        max_stack: code.max_stack,
        max_locals: code.max_locals,
        code_length: code.bytes.len(),
        code_offset: code.offset,
        exception_table: Each::of(move || handlers.iter().map(handler)),
        attributes: attributes(code.attributes()),
        instructions: InstructionList { code, pool },
    }
}

pub(super) fn frames<'c, 'a>(
    table: StackMapTable<'a>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, Frame<'c, 'a>> {
    Each::of(move || {
        let mut next = 0;
        table.iter().map(move |frame: StackMapFrame<'a>| {
            let pc = next + u32::from(frame.offset_delta);
            next = pc + 1;
            Frame {
                offset: frame.offset,
                pc,
                frame_type: frame.tag,
                offset_delta: frame.offset_delta,
                difference: difference(frame.kind, pool),
            }
        })
    })
}

fn difference<'c, 'a>(kind: FrameKind<'a>, pool: &'c ConstantPool<'a>) -> Difference<'c, 'a> {
    let one = move |kind| verification_type(kind, pool);
    let all = move |types: VerificationTypes<'a>| Each::of(move || types.iter().map(one));
    match kind {
        FrameKind::Same => Difference::Same,
        FrameKind::SameLocals1(stack) => Difference::SameLocals1 { stack: one(stack) },
        FrameKind::Chop(count) => Difference::Chop { count },
        FrameKind::Append(locals) => Difference::Append { locals: all(locals) },
        FrameKind::Full { locals, stack } => {
            Difference::Full { locals: all(locals), stack: all(stack) }
        }
    }
}

fn verification_type<'c, 'a>(kind: VerificationType, pool: &'c ConstantPool<'a>) -> Type<'c, 'a> {
    match kind {
        VerificationType::Top => Type::Top,
        VerificationType::Integer => Type::Integer,
        VerificationType::Float => Type::Float,
        VerificationType::Double => Type::Double,
        VerificationType::Long => Type::Long,
        VerificationType::Null => Type::Null,
        VerificationType::UninitializedThis => Type::UninitializedThis,
        VerificationType::Object(class) => Type::Object { class: reference(pool, class) },
        VerificationType::Uninitialized { offset } => Type::Uninitialized { pc: offset },
    }
}
