//! Instructions that move values of fixed types, described by opcode: most of all
//! code. Where everything is as it should be they take one look at this table; if
//! anything is not, nothing changes, and the general way finds out what it is.

use bytecode::{Family, Opcode};

use super::frame::Frame;
use super::types::Type;

/// What an instruction does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    /// This table does not say.
    Other,
    /// Pops and pushes.
    Effect,
    /// Pops what a branch depends on.
    Branch,
    Load,
    Store,
    Dup,
    Pop,
}

/// Most slots that an instruction of the table pops.
const MAX_POPS: usize = 4;
/// The local variable is in the byte behind the opcode.
const IN_OPERAND: u8 = u8::MAX;

/// What the table says about an opcode.
#[derive(Clone, Copy)]
pub(super) struct Step {
    action: Action,
    /// Whether it is a store of any form.
    pub(super) is_store: bool,
    /// 0 if it varies.
    pub(super) length: u8,
    local: u8,
    pop_count: u8,
    /// What is popped slot by slot, top of the stack last.
    pops: [Type; MAX_POPS],
    /// What is pushed or accessed; Top for nothing.
    kind: Type,
}

/// By the values of opcodes.
static STEPS: [Step; Opcode::ALL.len()] = {
    let mut steps = [step_of(Opcode::Nop); Opcode::ALL.len()];
    let mut value = 0;
    while value < steps.len() {
        steps[value] = step_of(Opcode::ALL[value]);
        value += 1;
    }
    steps
};

const fn step_of(opcode: Opcode) -> Step {
    let family = opcode.family();
    let action = match family {
        Family::Constant | Family::Arithmetic | Family::Conversion | Family::Comparison => {
            Action::Effect
        }
        Family::ConditionalBranch => Action::Branch,
        Family::Load => Action::Load,
        Family::Store => Action::Store,
        Family::Stack => match opcode {
            Opcode::Dup => Action::Dup,
            Opcode::Pop => Action::Pop,
            _ => Action::Other,
        },
        _ => Action::Other,
    };
    let mut step = Step {
        action,
        is_store: matches!(family, Family::Store),
        length: match opcode.fixed_length() {
            Some(length) => length,
            None => 0,
        },
        local: match opcode.implicit_local() {
            Some((_, local)) => local as u8,
            None => IN_OPERAND,
        },
        pop_count: 0,
        pops: [Type::Top; MAX_POPS],
        kind: Type::Top,
    };
    match action {
        Action::Effect | Action::Branch => add_effect(&mut step, opcode),
        Action::Load | Action::Store => step.kind = type_of_letter(opcode.mnemonic().as_bytes()[0]),
        Action::Other | Action::Dup | Action::Pop => {}
    }
    step
}

const fn add_effect(step: &mut Step, opcode: Opcode) {
    let pops = opcode.pops().as_bytes();
    let mut letter = 0;
    while letter < pops.len() {
        let kind = type_of_letter(pops[letter]);
        step.pops[step.pop_count as usize] = kind;
        step.pop_count += 1;
        if let Some(second) = kind.second() {
            step.pops[step.pop_count as usize] = second;
            step.pop_count += 1;
        }
        letter += 1;
    }
    step.kind = match opcode.pushes().as_bytes() {
        [] => Type::Top,
        // Only `aconst_null` pushes a reference that the table describes.
        [b'a', ..] => Type::Null,
        [letter, ..] => type_of_letter(*letter),
    };
}

/// What a letter of the opcode table wants to pop or read.
const fn type_of_letter(letter: u8) -> Type {
    match letter {
        b'i' => Type::Integer,
        b'l' => Type::Long,
        b'f' => Type::Float,
        b'd' => Type::Double,
        b'a' => Type::AnyReference,
        _ => panic!("the effect of such an opcode is not in the table"),
    }
}

/// What the table says about the opcode of an instruction that can be decoded.
#[inline]
pub(super) fn step(opcode: u8) -> &'static Step {
    &STEPS[usize::from(opcode)]
}

impl Step {
    /// Whether a branch follows when the step is done.
    #[inline]
    pub(super) fn branches(&self) -> bool {
        self.action == Action::Branch
    }

    /// Does what the instruction does, if that is in the table and nothing speaks
    /// against it; otherwise changes nothing. `operand` is the byte behind the opcode.
    #[inline]
    pub(super) fn apply(&self, frame: &mut Frame, operand: Option<&u8>) -> bool {
        match self.action {
            Action::Other => false,
            Action::Effect | Action::Branch => {
                frame.exchange(&self.pops[..self.pop_count.into()], self.kind)
            }
            Action::Load => frame.load(self.local(operand), self.kind),
            Action::Store => frame.store(self.local(operand), self.kind),
            Action::Dup => match frame.top() {
                Some(top) if top.is_category1() => frame.push_slot(top).is_ok(),
                _ => false,
            },
            Action::Pop => match frame.top() {
                Some(top) if top.is_category1() => frame.pop_slot().is_ok(),
                _ => false,
            },
        }
    }

    #[inline]
    fn local(&self, operand: Option<&u8>) -> usize {
        usize::from(match self.local {
            IN_OPERAND => operand.copied().unwrap_or(IN_OPERAND),
            local => local,
        })
    }
}
