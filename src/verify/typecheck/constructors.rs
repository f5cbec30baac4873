//! Calls of constructors inside `try` blocks.
//!
//! When `this(...)` or `super(...)` throws and a handler swallows the exception,
//! the constructor could return an object that is not initialised. Such a call
//! is accepted only if every path from the handlers ends in `athrow` or never ends.

use bytecode::{Instruction, Opcode};

use super::method::{Checked, MethodChecker};
use crate::hierarchy::Hierarchy;

impl<H: Hierarchy> MethodChecker<'_, '_, '_, H> {
    /// Whether no path from `start` leads to a return or off the code.
    pub(super) fn ends_in_athrow(&mut self, start: u16) -> Checked<bool, H> {
        let bytes = self.code.bytes;
        let mut visited = vec![false; bytes.len()];
        let mut pending = vec![i32::from(start)];
        while let Some(target) = pending.pop() {
            let Some(mut bci) = usize::try_from(target).ok().filter(|&bci| bci < bytes.len())
            else {
                return Ok(false);
            };
            // Goes on to the next instruction until a known one or a block's end.
            while !std::mem::replace(&mut visited[bci], true) {
                // What cannot be decoded is reported when its turn comes.
                let Ok(instruction) = Instruction::decode(bytes, bci as u32) else {
                    return Ok(true);
                };
                if instruction.opcode == Opcode::Return {
                    return Ok(false);
                }
                self.spend(self.code.exception_table.len())?;
                let covering = self.code.exception_table.iter().filter(|handler| {
                    (usize::from(handler.start_pc)..usize::from(handler.end_pc)).contains(&bci)
                });
                pending.extend(covering.map(|handler| i32::from(handler.handler_pc)));
                pending.extend(instruction.targets());
                if matches!(instruction.opcode, Opcode::Athrow | Opcode::Goto | Opcode::GotoW) {
                    break;
                }
                bci = instruction.end() as usize;
                if bci >= bytes.len() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
