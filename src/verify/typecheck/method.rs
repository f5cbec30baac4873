//! The pass over one method.

use std::fmt::Display;
use std::ops::Range;

use base::descriptor::ExternalMethod;
use base::{CpIndex, MethodDescriptor};
use bytecode::{Instruction, Opcode, Operands};
use classfile::{AttributeKind, Code, ExceptionHandler, Member};

use super::class::ClassContext;
use super::error::{self, Fault, Origin, Place};
use super::frame::{Frame, FrameError, MapFrame};
use super::stack_map::{MapLimits, MapProblem, StackMap, Start};
use super::steps;
use super::types::Type;
use crate::failure::{ErrorKind, Failure};
use crate::hierarchy::Hierarchy;
use crate::work::{TOO_COMPLEX, TooComplex};

/// A result of verifying; the failure is boxed to keep the way of success short.
pub(super) type Checked<T, H> = Result<T, Box<Failure<<H as Hierarchy>::Error>>>;

/// Whether control may go on to the next instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    Ends,
}

/// What the methods of a class use one after the other, so that memory is asked
/// for once.
#[derive(Default)]
pub(super) struct Buffers {
    frame: Frame,
    map: StackMap,
    starts: Vec<Start>,
    handler_stack: Vec<Type>,
    scratch: MapFrame,
}

/// One method while it is verified.
pub(super) struct MethodChecker<'m, 'v, 'a, H> {
    pub(super) context: &'m mut ClassContext<'v, 'a, H>,
    pub(super) method: Member<'v, 'a>,
    pub(super) code: Code<'v, 'a>,
    pub(super) frame: Frame,
    map: StackMap,
    starts: Vec<Start>,
    /// Where a handler's stack is put together.
    handler_stack: Vec<Type>,
    /// Top if the method returns nothing.
    pub(super) return_type: Type,
    /// The range of positions that any handler covers.
    covered: Range<u32>,
    /// A frame to write frames of the map into.
    scratch: MapFrame,
    fitting: Fitting,
}

/// When the handlers' frames were last found to agree with the current one.
#[derive(Default)]
struct Fitting {
    /// Where the same handlers apply.
    range: Range<u32>,
    /// Those of the frame until then.
    changes: u64,
    this_uninitialized: bool,
}

impl<'m, 'v, 'a, H: Hierarchy> MethodChecker<'m, 'v, 'a, H> {
    /// Verifies a method that has code.
    pub(super) fn verify(
        context: &'m mut ClassContext<'v, 'a, H>,
        method: Member<'v, 'a>,
    ) -> Result<(), Failure<H::Error>> {
        let code = match method.code() {
            Ok(Some(code)) => code,
            Ok(None) => return Err(context.malformed(&"Absent Code attribute in method")),
            Err(error) => return Err(context.malformed(&error)),
        };
        let Buffers { mut frame, map, starts, handler_stack, scratch } =
            std::mem::take(&mut context.buffers);
        frame.reset(code.max_locals, code.max_stack);
        let map_data = code.attributes().find_kind(AttributeKind::StackMapTable).map(|a| a.data);
        let mut checker = Self {
            context,
            method,
            frame,
            map,
            starts,
            handler_stack,
            return_type: Type::Top,
            covered: 0..0,
            scratch,
            fitting: Fitting::default(),
            code,
        };
        checker.run(map_data).map_err(|failure| *failure)?;
        let Self { context, frame, map, starts, handler_stack, scratch, .. } = checker;
        context.buffers = Buffers { frame, map, starts, handler_stack, scratch };
        Ok(())
    }

    fn run(&mut self, map_data: Option<&[u8]>) -> Checked<(), H> {
        self.set_parameters()?;
        self.find_instructions()?;
        self.check_handlers()?;
        self.check_local_variables()?;
        let limits = MapLimits {
            max_locals: self.code.max_locals,
            max_stack: self.code.max_stack,
            starts: &self.starts,
        };
        let map = std::mem::take(&mut self.map);
        self.map = match map.read(map_data, &self.frame, &limits, self.context) {
            Ok(map) => map,
            Err(problem) => return Err(self.map_failure(problem)),
        };
        self.check_instructions()
    }

    fn check_instructions(&mut self) -> Checked<(), H> {
        let mut next_frame = 0;
        let mut flow = Flow::Next;
        let code = self.code.bytes;
        let mut bci = 0;
        while let Some(&opcode) = code.get(bci as usize) {
            self.frame.begin(bci);
            self.enter(bci, &mut next_frame, flow)?;
            let step = steps::step(opcode);
            // A store changes a local only after the instruction can no longer
            // throw, so its handlers see the types before.
            let covered = self.covered.contains(&bci);
            if covered && step.is_store {
                self.check_handler_targets(false)?;
            }
            let mut this_initialized = false;
            if step.apply(&mut self.frame, code.get(bci as usize + 1)) {
                flow = Flow::Next;
                if step.branches() {
                    self.check_target(near_target(code, bci))?;
                }
                bci += u32::from(step.length);
            } else {
                let Ok(instruction) = Instruction::decode(code, bci) else {
                    unreachable!("it has a length")
                };
                flow = self.check_instruction(&instruction, &mut this_initialized)?;
                bci = instruction.end();
            }
            if covered && !step.is_store {
                self.check_handler_targets(this_initialized)?;
            }
        }
        if flow == Flow::Next {
            return Err(self.bad_code(code.len() as u32, "Control flow falls through code end"));
        }
        Ok(())
    }

    /// Sets the locals that hold `this` and the parameters, and the return type.
    fn set_parameters(&mut self) -> Checked<(), H> {
        let signature = self.context.signature(self.method.descriptor_index())?;
        let mut slots = 0;
        let mut set = |frame: &mut Frame, kind: Type| {
            let slot = frame.locals.get_mut(slots);
            slots += 1;
            slot.map(|slot| *slot = kind).is_some()
        };
        let mut fits = true;
        if !self.method.effective_method_flags().is_static() {
            let constructs =
                self.is_constructor() && self.context.class.name() != b"java/lang/Object";
            self.frame.this_uninitialized = constructs;
            let this = self.context.this_type;
            let this = if constructs { Type::UninitializedThis } else { this };
            fits &= set(&mut self.frame, this);
        }
        for place in signature.parameters() {
            let kind = self.context.constants.parameter(place);
            for slot in [Some(kind), kind.second()].into_iter().flatten() {
                fits &= set(&mut self.frame, slot);
            }
        }
        if !fits {
            return Err(Box::new(self.context.malformed(&"Arguments can't fit into locals")));
        }
        self.frame.locals_size = slots;
        self.return_type = signature.exact_result;
        Ok(())
    }

    pub(super) fn is_constructor(&self) -> bool {
        self.method.name() == b"<init>"
    }

    /// Finds where instructions start.
    fn find_instructions(&mut self) -> Checked<(), H> {
        let code = self.code.bytes;
        self.starts.clear();
        self.starts.resize(code.len(), Start::Nothing);
        let mut bci = 0;
        while (bci as usize) < code.len() {
            let length = match bytecode::length_at(code, bci) {
                Ok(length) => length,
                Err(error) => return Err(self.bad_code(error.bci(), "Bad instruction")),
            };
            let is_new = code[bci as usize] == Opcode::New.value();
            self.starts[bci as usize] = if is_new { Start::New } else { Start::Instruction };
            bci += length;
        }
        Ok(())
    }

    fn is_instruction(&self, bci: u32) -> bool {
        self.starts.get(bci as usize).is_some_and(|&start| start != Start::Nothing)
    }

    fn is_instruction_or_end(&self, bci: u32) -> bool {
        bci as usize == self.starts.len() || self.is_instruction(bci)
    }

    fn check_handlers(&mut self) -> Checked<(), H> {
        for handler in self.code.exception_table.iter() {
            let ExceptionHandler { start_pc, end_pc, handler_pc, catch_type } = handler;
            if !self.is_instruction(start_pc.into()) {
                return Err(
                    self.format(format_args!("Illegal exception table start_pc {start_pc}"))
                );
            }
            if !self.is_instruction_or_end(end_pc.into()) {
                return Err(self.format(format_args!("Illegal exception table end_pc {end_pc}")));
            }
            if !self.is_instruction(handler_pc.into()) {
                let what = format_args!("Illegal exception table handler_pc {handler_pc}");
                return Err(self.format(what));
            }
            if !catch_type.is_zero() {
                let caught = self.class_type(catch_type)?;
                if !self.is_assignable(caught, Type::THROWABLE, false)? {
                    let found = Origin::constant(catch_type.0, caught);
                    let fault = Fault::WrongType(found, Some(Origin::implicit(Type::THROWABLE)));
                    let what = format!(
                        "Catch type is not a subclass of Throwable in exception handler {handler_pc}"
                    );
                    return Err(self.error_at(handler_pc.into(), fault, what));
                }
            }
            let (start, end) = (u32::from(start_pc), u32::from(end_pc));
            self.covered = match self.covered.is_empty() {
                true => start..end,
                false => self.covered.start.min(start)..self.covered.end.max(end),
            };
        }
        Ok(())
    }

    fn check_local_variables(&mut self) -> Checked<(), H> {
        let name = AttributeKind::LocalVariableTable.name().as_bytes();
        for attribute in self.code.attributes() {
            if attribute.name != name {
                continue;
            }
            let Ok(classfile::AttributeData::LocalVariableTable(table)) =
                attribute.decode(self.context.pool)
            else {
                return Err(Box::new(
                    self.context.malformed(&"LocalVariableTable has wrong length"),
                ));
            };
            for variable in table.iter() {
                let (start, length) = (variable.start_pc, variable.length);
                if !self.is_instruction(start.into()) {
                    let what = format_args!("Illegal local variable table start_pc {start}");
                    return Err(self.format(what));
                }
                if !self.is_instruction_or_end(u32::from(start) + u32::from(length)) {
                    let what = format_args!("Illegal local variable table length {length}");
                    return Err(self.format(what));
                }
            }
        }
        Ok(())
    }

    /// Control reaches `bci`: compares with the stack map and takes its frame.
    fn enter(&mut self, bci: u32, next_frame: &mut usize, flow: Flow) -> Checked<(), H> {
        if *next_frame >= self.map.len() {
            return match flow {
                Flow::Next => Ok(()),
                Flow::Ends => Err(self.bad_code(bci, "Expecting a stack map frame")),
            };
        }
        let expected = self.map.bci(*next_frame);
        if flow == Flow::Ends && expected > bci {
            return Err(self.error_at(bci, Fault::MissingStackMap, "Expecting a stack map frame"));
        }
        if expected < bci {
            return Err(self.format(format_args!("Bad stack map offset {expected}")));
        }
        if expected == bci {
            self.spend(self.frame.locals.len())?;
            if flow == Flow::Next
                && let Some((at, fault)) = self.mismatch_with(*next_frame)?
            {
                let what = "Instruction type does not match stack map";
                return Err(self.error_at(at, fault, what));
            }
            self.map.assume(*next_frame, &mut self.frame);
            *next_frame += 1;
        }
        Ok(())
    }

    /// Compares the current frame with one of the map by its number.
    fn mismatch_with(&mut self, index: usize) -> Checked<Option<(u32, Fault)>, H> {
        self.spend(self.map.size(index))?;
        let Frame { locals, stack, stack_size, this_uninitialized, .. } = &self.frame;
        if stack
            .get(..*stack_size)
            .is_some_and(|stack| self.map.agrees(index, locals, stack, *this_uninitialized))
        {
            return Ok(None);
        }
        let mut map = std::mem::take(&mut self.scratch);
        self.map.write_frame(index, &mut map);
        let outcome = self.mismatch(&map);
        self.scratch = map;
        outcome
    }

    /// Compares the current frame with one of the map.
    fn mismatch(&mut self, map: &MapFrame) -> Checked<Option<(u32, Fault)>, H> {
        if self.frame.stack_size != map.stack.len() {
            let fault = Fault::StackMismatch(self.frame.snapshot(), map.clone());
            return Ok(Some((self.frame.bci, fault)));
        }
        for (index, &to) in map.locals.iter().enumerate() {
            let from = self.frame.locals[index];
            if !self.is_assignable(from, to, false)? {
                let place = Place::Local(index, self.frame.snapshot());
                let expected = Place::MapLocal(index, map.clone());
                let fault = wrong_type(from, place, to, expected);
                return Ok(Some((map.bci, fault)));
            }
        }
        for (index, &to) in map.stack.iter().enumerate() {
            let from = self.frame.stack[index];
            if !self.is_assignable(from, to, false)? {
                let place = Place::Stack(index, self.frame.snapshot());
                let expected = Place::MapStack(index, map.clone());
                let fault = wrong_type(from, place, to, expected);
                return Ok(Some((map.bci, fault)));
            }
        }
        if self.frame.this_uninitialized && !map.this_uninitialized {
            let fault = Fault::FlagsMismatch(self.frame.snapshot(), map.clone());
            return Ok(Some((map.bci, fault)));
        }
        Ok(None)
    }

    /// Control may go from the current instruction to `target`.
    pub(super) fn check_target(&mut self, target: i32) -> Checked<(), H> {
        match self.mismatch_at(target)? {
            None => Ok(()),
            Some((at, fault)) => {
                let what = format!("Inconsistent stackmap frames at branch target {target}");
                Err(self.error_at(at, fault, what))
            }
        }
    }

    /// Compares with the frame at `target`, which must exist.
    fn mismatch_at(&mut self, target: i32) -> Checked<Option<(u32, Fault)>, H> {
        let Some(index) = self.map.index_at(target) else {
            let what = format!("Expecting a stackmap frame at branch target {target}");
            return Err(self.error_at(self.frame.bci, Fault::MissingStackMap, what));
        };
        self.spend(self.frame.locals_size)?;
        self.mismatch_with(index)
    }

    /// Whether any handler covers the current instruction.
    pub(super) fn is_covered(&self) -> bool {
        self.covered.contains(&self.frame.bci)
    }

    /// An exception may be thrown now: compares with the frames of the handlers
    /// that cover the current instruction. `this_initialized` says that the
    /// instruction itself would initialise `this`, which then counts as not done.
    pub(super) fn check_handler_targets(&mut self, this_initialized: bool) -> Checked<(), H> {
        let (bci, changes) = (self.frame.bci, self.frame.changes);
        let this_uninitialized = self.frame.this_uninitialized || this_initialized;
        let fitting = &self.fitting;
        if fitting.range.contains(&bci)
            && (fitting.changes, fitting.this_uninitialized) == (changes, this_uninitialized)
        {
            return Ok(());
        }
        let table = self.code.exception_table;
        self.spend(table.len())?;
        let mut range = 0..u32::MAX;
        for handler in table.iter() {
            let (start, end) = (u32::from(handler.start_pc), u32::from(handler.end_pc));
            for bound in [start, end] {
                match bound <= bci {
                    true => range.start = range.start.max(bound),
                    false => range.end = range.end.min(bound),
                }
            }
            if (start..end).contains(&bci) {
                self.check_handler_target(handler, this_initialized)?;
            }
        }
        self.fitting = Fitting { range, changes, this_uninitialized };
        Ok(())
    }

    fn check_handler_target(
        &mut self,
        handler: ExceptionHandler,
        this_initialized: bool,
    ) -> Checked<(), H> {
        let caught = match handler.catch_type {
            CpIndex(0) => Type::THROWABLE,
            index => self.class_type(index)?,
        };
        let mut stack = std::mem::take(&mut self.handler_stack);
        stack.clear();
        stack.resize(self.frame.stack.len().min(1), caught);
        std::mem::swap(&mut self.frame.stack, &mut stack);
        let mark = self.frame.stack_mark;
        let (size, flag) = (self.frame.stack_size, self.frame.this_uninitialized);
        self.frame.stack_size = 1;
        self.frame.stack_mark = self.frame.stack.len();
        self.frame.this_uninitialized |= this_initialized;
        let outcome = if stack.is_empty() {
            let fault = Fault::StackOverflow(self.frame.snapshot());
            Err(self.error(fault, "Operand stack overflow"))
        } else {
            self.mismatch_at(handler.handler_pc.into())
        };
        self.handler_stack = std::mem::replace(&mut self.frame.stack, stack);
        (self.frame.stack_size, self.frame.stack_mark) = (size, mark);
        self.frame.this_uninitialized = flag;
        match outcome? {
            None => Ok(()),
            Some((at, fault)) => {
                let target = handler.handler_pc;
                let what =
                    format!("Stack map does not match the one at exception handler {target}");
                Err(self.error_at(at, fault, what))
            }
        }
    }

    /// The type that a class constant names.
    pub(super) fn class_type(&mut self, index: CpIndex) -> Checked<Type, H> {
        self.context.class_type(index).map_err(Box::new)
    }

    pub(super) fn is_assignable(
        &mut self,
        from: Type,
        to: Type,
        protected: bool,
    ) -> Checked<bool, H> {
        // The common case must not leave this function.
        if from == to {
            return Ok(true);
        }
        self.context.is_assignable(from, to, protected).map_err(Box::new)
    }

    /// Pops one slot that must be assignable to `expected`.
    pub(super) fn pop_slot(&mut self, expected: Type) -> Checked<Type, H> {
        let found = self.pop_any()?;
        if !self.is_assignable(found, expected, false)? {
            let fault = Fault::WrongType(self.stack_top(), Some(Origin::implicit(expected)));
            return Err(self.error(fault, "Bad type on operand stack"));
        }
        Ok(found)
    }

    /// Pops one slot of whatever type.
    pub(super) fn pop_any(&mut self) -> Checked<Type, H> {
        self.frame.pop_slot().map_err(|error| self.frame_failure(error))
    }

    /// Like [`Self::pop`], but both slots of a value of category 2 are looked at
    /// in any case, and if both are wrong, the lower one is reported. So does the
    /// reference VM for all instructions whose operands have fixed types.
    pub(super) fn pop_fixed(&mut self, expected: Type) -> Checked<Type, H> {
        let Some(second) = expected.second() else { return self.pop_slot(expected) };
        let upper = self.pop_slot(second);
        let lower = self.pop_slot(expected)?;
        upper.map(|_| lower)
    }

    /// Pops a value, both slots of one of category 2.
    pub(super) fn pop(&mut self, expected: Type) -> Checked<Type, H> {
        if let Some(second) = expected.second() {
            self.pop_slot(second)?;
        }
        self.pop_slot(expected)
    }

    /// Pushes a value, both slots of one of category 2.
    pub(super) fn push(&mut self, kind: Type) -> Checked<(), H> {
        self.frame.push(kind).map_err(|error| self.frame_failure(error))
    }

    /// Pushes a value slot by slot, so that half of it may be on the stack when
    /// that overflows. The reference VM does so for types that come from descriptors.
    pub(super) fn push_by_slots(&mut self, kind: Type) -> Checked<(), H> {
        for slot in [Some(kind), kind.second()].into_iter().flatten() {
            self.frame.push_slot(slot).map_err(|error| self.frame_failure(error))?;
        }
        Ok(())
    }

    /// The slot that was popped last, as messages show it.
    pub(super) fn stack_top(&self) -> Origin {
        let index = self.frame.stack_size;
        let kind = self.frame.stack.get(index).copied().unwrap_or(Type::Top);
        Origin { kind, place: Place::Stack(index, self.frame.snapshot()) }
    }

    pub(super) fn frame_failure(&mut self, error: FrameError) -> Box<Failure<H::Error>> {
        match error {
            FrameError::StackOverflow => {
                let fault = Fault::StackOverflow(self.frame.snapshot());
                self.error(fault, "Operand stack overflow")
            }
            FrameError::StackUnderflow => {
                let fault = Fault::StackUnderflow(self.frame.snapshot());
                self.error(fault, "Operand stack underflow")
            }
            FrameError::LocalIndex(index) => {
                self.error(Fault::BadLocalIndex(index), "Local variable table overflow")
            }
            FrameError::LocalPair(index) => {
                self.error(Fault::BadLocalIndex(index), "get long/double overflows locals")
            }
        }
    }

    /// Counts work done.
    pub(super) fn spend(&mut self, steps: usize) -> Checked<(), H> {
        self.context
            .work
            .spend(steps)
            .map_err(|TooComplex| self.bad_code(self.frame.bci, TOO_COMPLEX))
    }

    /// A failure at the current instruction.
    pub(super) fn error(&self, fault: Fault, what: impl Display) -> Box<Failure<H::Error>> {
        self.error_at(self.frame.bci, fault, what)
    }

    /// A failure that concerns the instruction itself rather than types.
    pub(super) fn bad_code(&self, bci: u32, what: impl Display) -> Box<Failure<H::Error>> {
        self.error_at(bci, Fault::BadBytecode, what)
    }

    pub(super) fn error_at(
        &self,
        bci: u32,
        fault: Fault,
        what: impl Display,
    ) -> Box<Failure<H::Error>> {
        let names = &self.context.names;
        let message =
            error::message(&what.to_string(), bci, &fault, self.method, &self.code, names);
        Box::new(Failure::Invalid { kind: ErrorKind::Verify, message, retry: true })
    }

    /// A `ClassFormatError` that names the method.
    pub(super) fn format(&self, what: impl Display) -> Box<Failure<H::Error>> {
        let mut message = what.to_string();
        if let Ok(descriptor) = MethodDescriptor::parse(self.method.descriptor()) {
            let (class, name) = (self.context.class.name(), self.method.name());
            message += &format!(" in method '{}'", ExternalMethod { class, name, descriptor });
        }
        Box::new(Failure::Invalid { kind: ErrorKind::ClassFormat, message, retry: true })
    }

    fn map_failure(&self, problem: MapProblem) -> Box<Failure<H::Error>> {
        match problem {
            MapProblem::Format(what) => Box::new(Failure::Invalid {
                kind: ErrorKind::ClassFormat,
                message: format!("StackMapTable format error: {what}"),
                retry: false,
            }),
            MapProblem::Inconsistent(what) => self.format(what),
            MapProblem::BadOffset(frame) => {
                self.error_at(0, Fault::BadStackMap(frame), "StackMapTable error: bad offset")
            }
        }
    }
}

/// The target of a branch of 16 bits.
fn near_target(code: &[u8], bci: u32) -> i32 {
    match code[bci as usize..] {
        [_, upper, lower, ..] => bci as i32 + i32::from(i16::from_be_bytes([upper, lower])),
        _ => unreachable!("it has a length"),
    }
}

fn wrong_type(from: Type, place: Place, to: Type, expected: Place) -> Fault {
    Fault::WrongType(Origin { kind: from, place }, Some(Origin { kind: to, place: expected }))
}

/// The constant that an instruction refers to; the decoder has provided one.
pub(super) fn constant_of(instruction: &Instruction<'_>) -> CpIndex {
    match instruction.operands {
        Operands::Constant(index)
        | Operands::Interface { index, .. }
        | Operands::Dynamic { index, .. }
        | Operands::MultiArray { index, .. } => index,
        _ => CpIndex(0),
    }
}
