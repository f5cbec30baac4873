//! Code: instructions, exception table, and the tables of lines and variables.

use bytecode::{DecodeError, Instruction, Opcode, Operands};
use classfile::{AttributeData, AttributeKind, Code, ExceptionHandler, Member, Table, Tag};

use super::{Printer, descriptor, processor};
use crate::text::decoded;

/// Columns of a mnemonic.
const MNEMONIC_WIDTH: usize = 13;
/// Columns that the body of a switch is indented by, at least.
const SWITCH_INDENT: usize = 6;

impl<'p, 'a> Printer<'p, '_, 'a> {
    /// `Code` with `-v`.
    pub(super) fn verbose_code(&mut self, method: Member<'_, 'a>, code: &Code<'_, 'a>) {
        self.w.println("Code:");
        self.w.indent(1);
        for (label, count) in [("stack=", code.max_stack), (", locals=", code.max_locals)] {
            self.w.print(label);
            self.w.number(count);
        }
        self.w.print(", args_size=");
        match self.argument_count(method) {
            Ok(count) => self.w.number(count as i64),
            Err(fault) => {
                self.report(&fault);
                self.w.print(super::constants::UNREADABLE);
            }
        }
        self.w.newline();
        self.instructions(method, code);
        self.exception_table(code.exception_table);
        code.attributes().for_each(|attribute| self.attribute(&attribute, None));
        self.w.indent(-1);
    }

    /// How many arguments a method takes, `this` included.
    fn argument_count(&self, method: Member<'_, '_>) -> Result<usize, descriptor::Fault> {
        let index = method.descriptor_index();
        let text = self.pool.utf8(index).map_err(|_| self.index_fault(index, Tag::Utf8))?;
        let text = decoded(text);
        if self.jdk25() && descriptor::method_fault(&text).is_some() {
            return Err(format!("Bad method descriptor: {text}"));
        }
        let end = descriptor::parameters_end(&text)?;
        let (_, count) = descriptor::types(&text, 0, end)?;
        Ok(count + usize::from(!method.access_flags().is_static()))
    }

    /// What `-c` and `-l` show without `-v`.
    pub(super) fn minimal_code(&mut self, method: Member<'_, 'a>) {
        let code = match method.code() {
            Ok(Some(code)) => code,
            Ok(None) => return,
            Err(error) => return self.problem(error.to_string()),
        };
        // Release 25 shows tables only inside of code.
        let nested = self.jdk25();
        if self.options.code {
            self.w.println("Code:");
            self.w.indent(isize::from(nested));
            self.instructions(method, &code);
            self.exception_table(code.exception_table);
            self.w.indent(-isize::from(nested));
        } else if nested {
            return;
        }
        if self.options.lines {
            self.w.indent(isize::from(nested));
            self.lines_and_variables(&code);
            self.w.indent(-isize::from(nested));
        }
    }

    fn lines_and_variables(&mut self, code: &Code<'_, 'a>) {
        for kind in [AttributeKind::LineNumberTable, AttributeKind::LocalVariableTable] {
            match self.code_table(code, kind) {
                Some(AttributeData::LineNumberTable(table)) => self.line_numbers(table),
                Some(AttributeData::LocalVariableTable(table)) => {
                    self.local_variables("LocalVariableTable:", table);
                }
                _ => {}
            }
        }
    }

    /// A table of code by its kind. Of several the reader of release 17 finds the
    /// last.
    pub(super) fn code_table(
        &mut self,
        code: &Code<'_, 'a>,
        kind: AttributeKind,
    ) -> Option<AttributeData<'p, 'a>> {
        let mut found = code.attributes().filter(|a| a.kind() == Some(kind));
        let attribute = if self.jdk25() { found.next() } else { found.last() };
        let data = attribute?.decode(self.pool);
        data.map_err(|error| self.problem(error.to_string())).ok()
    }

    fn instructions(&mut self, method: Member<'_, 'a>, code: &Code<'_, 'a>) {
        let mut notes = self.options.details.any().then(|| self.notes(method, code));
        let mut end = 0;
        while (end as usize) < code.bytes.len() && !self.w.has_failed() {
            let next = match Instruction::decode(code.bytes, end) {
                Ok(instruction) => {
                    if let Some(notes) = &mut notes {
                        self.details(notes, instruction.bci);
                    }
                    self.instruction(&instruction);
                    Some(instruction.end())
                }
                Err(error) => self.damaged_instruction(&error, code.bytes),
            };
            let Some(next) = next else { return };
            end = next;
        }
        if let Some(notes) = &notes {
            self.details_at_end(notes, end);
        }
    }

    /// An instruction that cannot be decoded; returns where to go on.
    fn damaged_instruction(&mut self, error: &DecodeError, code: &[u8]) -> Option<u32> {
        let bci = error.bci();
        let value = code[bci as usize];
        let unknown = match *error {
            DecodeError::UnknownOpcode { value, .. } => Some(("instruction", value)),
            DecodeError::BadWide { .. } => {
                Some(("wide instruction", code.get(bci as usize + 1).copied().unwrap_or(0)))
            }
            DecodeError::Truncated { .. } | DecodeError::BadSwitch { .. } => None,
        };
        if self.jdk25() {
            let what = match unknown {
                Some((kind, value)) => format!("unknown {kind}: {value}"),
                None => error.to_string(),
            };
            self.report(&format!("error at or after address {bci}: {what}"));
            return None;
        }
        self.problem(error.to_string());
        if unknown.is_none() {
            self.report(&format!("error at or after byte {bci}"));
            let opcode = Opcode::from_u8(value).map_or("", Opcode::mnemonic);
            let shown = super::constants::UNREADABLE;
            self.w.println(&format!("{bci:4}: {opcode:MNEMONIC_WIDTH$} {shown}"));
            return None;
        }
        let second = code.get(bci as usize + 1);
        match second.and_then(|&second| processor::name(value, second)) {
            Some(name) => {
                self.w.println(&format!("{bci:4}: {name}"));
                Some(bci + 2)
            }
            None => {
                self.w.println(&format!("{bci:4}: bytecode {value}"));
                Some(bci + 1)
            }
        }
    }

    fn instruction(&mut self, instruction: &Instruction<'_>) {
        self.w.padded(instruction.bci, 4);
        self.w.plain(b": ");
        let mnemonic = instruction.opcode.mnemonic();
        self.w.plain(mnemonic.as_bytes());
        let mut width = mnemonic.len();
        if instruction.wide {
            self.w.print("_w");
            width += 2;
        }
        self.w.plain(&b"              "[..MNEMONIC_WIDTH.saturating_sub(width) + 1]);
        // Release 25 does not know what follows these.
        let obsolete = matches!(instruction.opcode, Opcode::Jsr | Opcode::JsrW | Opcode::Ret);
        match instruction.operands {
            _ if obsolete && self.jdk25() => {}
            Operands::None => {}
            Operands::Immediate(value) => self.w.number(value),
            Operands::Constant(index) => self.commented(index, None),
            Operands::Local(local) => self.w.number(local),
            Operands::Increment { local, delta } => {
                self.w.number(local);
                self.w.print(", ");
                self.w.number(delta);
            }
            Operands::Branch(target) => self.w.number(target),
            Operands::TableSwitch(switch) => {
                let cases = (i64::from(switch.low())..).map(|value| value as i32);
                let heading = format!("{{ // {} to {}", switch.low(), switch.high());
                self.switch(&heading, cases.zip(switch.targets()), switch.default_target());
            }
            Operands::LookupSwitch(switch) => {
                let heading = format!("{{ // {}", switch.len());
                self.switch(&heading, switch.pairs(), switch.default_target());
            }
            Operands::Interface { index, count, .. } => self.commented(index, Some(count)),
            Operands::Dynamic { index, zero } => self.commented(index, Some((zero >> 8) as u8)),
            Operands::MultiArray { index, dimensions } => self.commented(index, Some(dimensions)),
            Operands::ArrayType(code) => {
                self.w.print(" ");
                self.w.print(match code {
                    4 => "boolean",
                    5 => "char",
                    6 => "float",
                    7 => "double",
                    8 => "byte",
                    9 => "short",
                    10 => "int",
                    11 => "long",
                    _ => super::constants::UNREADABLE,
                });
            }
        }
        self.w.newline();
    }

    fn commented(&mut self, index: base::CpIndex, operand: Option<u8>) {
        self.print_index(index);
        if let Some(operand) = operand {
            self.w.print(",  ");
            self.w.number(operand);
        }
        self.w.tab();
        self.w.plain(b"// ");
        self.reference(index);
    }

    fn switch(&mut self, heading: &str, cases: impl Iterator<Item = (i32, i32)>, default: i32) {
        self.w.print(heading);
        let levels = SWITCH_INDENT.div_ceil(self.options.indent_width) as isize;
        self.w.indent(levels);
        for (value, target) in cases {
            self.w.print(&format!("\n{value:12}: {target}"));
        }
        self.w.print(&format!("\n     default: {default}\n}}"));
        self.w.indent(-levels);
    }

    fn exception_table(&mut self, handlers: Table<'_, ExceptionHandler>) {
        if handlers.is_empty() {
            return;
        }
        self.w.println("Exception table:");
        self.w.indent(1);
        self.w.println(" from    to  target type");
        for handler in handlers.iter() {
            for pc in [handler.start_pc, handler.end_pc, handler.handler_pc] {
                self.w.print(" ");
                self.w.padded(pc.into(), 5);
            }
            self.w.print("   ");
            if handler.catch_type.is_zero() {
                self.w.print("any");
            } else {
                self.w.print("Class ");
                self.value(handler.catch_type);
            }
            self.w.newline();
        }
        self.w.indent(-1);
    }
}
