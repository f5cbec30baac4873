//! The data flow over one method.

use std::collections::HashMap;
use std::rc::Rc;

use base::{CpIndex, FieldType, MethodDescriptor};
use bytecode::{Family, Opcode};
use classfile::{ClassFile, Code, Member, MemberRef, Tag};

use super::Fault;
use super::item::{self, Item};
use super::masks::Mask;
use super::operands::{Checked, Operand, OperandChecker};
use super::popping::shuffle_patterns;
use super::stack::{Stack, StackPool};
use crate::failure::{ErrorKind, Failure};
use crate::hierarchy::Hierarchy;
use crate::names::{NameId, Names};
use crate::work::Work;

/// Set on some path: the instruction needs a constructor call before it returns.
const NEED_CONSTRUCTOR: u8 = 2;
/// Set on some path: the method may not return normally any more.
const NO_RETURN: u8 = 4;
/// Set on all paths: `this` has been constructed.
const CONSTRUCTED: u8 = 1;

/// The types before an instruction.
#[derive(Clone)]
pub(super) struct State {
    pub(super) locals: Rc<[Item]>,
    /// The subroutines on the way, outermost first.
    pub(super) masks: Rc<[Mask]>,
    pub(super) stack: Stack,
    /// In slots.
    pub(super) stack_size: u32,
}

/// Flags before an instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Flags {
    /// Bits that hold on all paths.
    pub(super) all: u8,
    /// Bits that hold on some path.
    pub(super) any: u8,
}

/// An instruction and what is known about it.
pub(super) struct Node {
    pub(super) checked: Checked,
    /// Unknown until some path gets there.
    pub(super) state: Option<State>,
    pub(super) flags: Flags,
    /// Whether it has to be looked at (again).
    pub(super) changed: bool,
    /// For `jsr`: the `ret` that comes back.
    pub(super) returned_from: Option<u32>,
}

/// A handler, by instruction numbers.
#[derive(Clone, Copy)]
pub(super) struct Handler {
    start: u32,
    end: u32,
    target: u32,
    stack: Stack,
}

/// What an instruction does to uninitialised objects.
#[derive(Clone, Copy)]
struct Replacement {
    from: Item,
    to: Item,
}

pub(super) struct MethodVerifier<'m, 'a, H> {
    pub(super) class: &'m ClassFile<'a>,
    method: Member<'m, 'a>,
    code: &'m Code<'m, 'a>,
    pub(super) names: &'m mut Names,
    pub(super) hierarchy: &'m mut H,
    pub(super) this: Item,
    super_class: Item,
    return_type: Item,
    pub(super) nodes: Vec<Node>,
    handlers: Vec<Handler>,
    pub(super) pool: StackPool,
    work: &'m mut Work,
}

pub(super) type Outcome<T, H> = Result<T, Fault<<H as Hierarchy>::Error>>;

impl<'m, 'a, H: Hierarchy> MethodVerifier<'m, 'a, H> {
    pub(super) fn verify(
        class: &'m ClassFile<'a>,
        method: Member<'m, 'a>,
        names: &'m mut Names,
        work: &'m mut Work,
        hierarchy: &'m mut H,
    ) -> Result<(), Failure<H::Error>> {
        let Ok(Some(code)) = method.code() else {
            let message = "Absent Code attribute in method".to_owned();
            return Err(Failure::Invalid { kind: ErrorKind::ClassFormat, message, retry: false });
        };
        let this = Item::Class(names.intern(class.name()));
        let super_class = match class.super_name() {
            Some(name) => Item::Class(names.intern(name)),
            None => Item::Bogus,
        };
        let mut verifier = MethodVerifier {
            class,
            method,
            code: &code,
            names,
            hierarchy,
            this,
            super_class,
            return_type: Item::Bogus,
            nodes: Vec::new(),
            handlers: Vec::new(),
            pool: StackPool::default(),
            work,
        };
        verifier.run().map_err(|fault| fault.into_failure(method))
    }

    fn run(&mut self) -> Outcome<(), H> {
        let mut operands = OperandChecker {
            class: self.class,
            code: self.code,
            names: self.names,
            hierarchy: self.hierarchy,
            numbers: HashMap::new(),
        };
        let checked = operands.check_all()?;
        let numbers = operands.numbers;
        let unseen = Flags { all: u8::MAX, any: 0 };
        let node = |checked| Node {
            checked,
            state: None,
            flags: unseen,
            changed: false,
            returned_from: None,
        };
        self.nodes = checked.into_iter().map(node).collect();
        self.set_handlers(&numbers)?;
        self.set_parameters()?;
        let mut again = true;
        while again {
            again = false;
            for number in 0..self.nodes.len() {
                if std::mem::take(&mut self.nodes[number].changed) {
                    again = true;
                    self.step(number as u32)?;
                }
            }
        }
        Ok(())
    }

    /// Counts work done.
    pub(super) fn spend(&mut self, steps: usize) -> Outcome<(), H> {
        Ok(self.work.spend(steps)?)
    }

    pub(super) fn is_assignable(&mut self, from: Item, to: Item) -> Outcome<bool, H> {
        item::is_assignable(from, to, self.names, self.hierarchy).map_err(Fault::Hierarchy)
    }

    /// Handlers are kept last first, which is the order of checks.
    fn set_handlers(&mut self, numbers: &HashMap<u32, u32>) -> Outcome<(), H> {
        let table = self.code.exception_table;
        if self.code.max_stack < 1 && !table.is_empty() {
            return Err(Fault::verify("Stack size too large"));
        }
        let end_of_code = self.code.bytes.len() as u32;
        for entry in table.iter().rev() {
            let number = |bci: u16| numbers.get(&u32::from(bci)).copied();
            let end = match u32::from(entry.end_pc) == end_of_code {
                true => Some(self.nodes.len() as u32),
                false => number(entry.end_pc),
            };
            let range = number(entry.start_pc).zip(end).filter(|(start, end)| start < end);
            let (start, end) = range.ok_or(Fault::Format("Illegal exception table range"))?;
            let target = number(entry.handler_pc).filter(|&target| target > 0);
            let target = target.ok_or(Fault::Format("Illegal exception table handler"))?;
            let caught = self.caught_type(entry.catch_type)?;
            let stack = self.pool.push(Stack::EMPTY, caught);
            self.handlers.push(Handler { start, end, target, stack });
        }
        Ok(())
    }

    fn caught_type(&mut self, index: CpIndex) -> Outcome<Item, H> {
        if index.is_zero() {
            return Ok(Item::THROWABLE);
        }
        let name = self.class.constant_pool().class_name(index).unwrap_or_default();
        let caught = Item::Class(self.names.intern(name));
        if !self.is_assignable(caught, Item::THROWABLE)? {
            return Err(Fault::verify("catch_type not a subclass of Throwable"));
        }
        Ok(caught)
    }

    /// The state at the first instruction, and the return type.
    fn set_parameters(&mut self) -> Outcome<(), H> {
        let descriptor = self.parse_method(self.method.descriptor())?;
        let mut locals = Vec::new();
        let mut any = 0;
        if !self.method.effective_method_flags().is_static() {
            if self.method.name() == b"<init>" && self.this != Item::OBJECT {
                locals.push(Item::InitObject);
                any |= NEED_CONSTRUCTOR;
            } else {
                locals.push(self.this);
            }
        }
        for parameter in descriptor.parameters() {
            let kind = Item::of(parameter, self.names);
            locals.extend([Some(kind), kind.second()].into_iter().flatten());
        }
        self.return_type = Item::of(descriptor.return_type(), self.names);
        let node = &mut self.nodes[0];
        node.state = Some(State {
            locals: locals.into(),
            masks: Rc::new([]),
            stack: Stack::EMPTY,
            stack_size: 0,
        });
        node.flags = Flags { all: 0, any };
        node.changed = true;
        Ok(())
    }

    fn parse_method<'t>(&self, text: &'t [u8]) -> Outcome<MethodDescriptor<'t>, H> {
        MethodDescriptor::parse(text).map_err(|_| {
            Fault::verify(format!("Illegal signature {}", base::mutf8::to_string_lossy(text)))
        })
    }

    /// Looks at one instruction and merges what it leaves into its successors.
    fn step(&mut self, number: u32) -> Outcome<(), H> {
        let node = &self.nodes[number as usize];
        let Some(before) = node.state.clone() else { return Ok(()) };
        let (checked, flags) = (node.checked.clone(), node.flags);
        self.spend(8 + self.handlers.len())?;
        self.check_locals(&checked, &before)?;
        self.check_flags(&checked, flags)?;
        let mut after = before.clone();
        let mut popped = self.pop_operands(&checked, &before, &mut after)?;
        let replacement = self.check_operands(number, &checked, &mut popped, &after)?;
        self.update_locals(&checked, &before, &mut after, &popped, replacement)?;
        let mut flags_after = flags;
        if checked.is_init && replacement.is_some_and(|r| r.from == Item::InitObject) {
            flags_after.all |= CONSTRUCTED;
        }
        self.push_results(number, &checked, &before, &mut after, &popped)?;
        if checked.is_init
            && let Some(replacement) = replacement
        {
            self.replace_on_stack(&mut after, replacement)?;
        }
        if after.stack_size > u32::from(self.code.max_stack) {
            return Err(Fault::verify("Stack size too large"));
        }
        self.merge_handlers(
            number,
            &checked,
            (&before, flags),
            (&after, flags_after),
            replacement,
        )?;
        for target in self.successors(number, &checked, &before) {
            if target as usize >= self.nodes.len() {
                return Err(Fault::verify("Falling off the end of the code"));
            }
            self.merge_into(number, target, &after, flags_after, false)?;
        }
        Ok(())
    }

    fn merge_handlers(
        &mut self,
        number: u32,
        checked: &Checked,
        (before, flags): (&State, Flags),
        (after, flags_after): (&State, Flags),
        replacement: Option<Replacement>,
    ) -> Outcome<(), H> {
        for position in 0..self.handlers.len() {
            let handler = self.handlers[position];
            if !(handler.start..handler.end).contains(&number) {
                continue;
            }
            let caught =
                |state: &State| State { stack: handler.stack, stack_size: 1, ..state.clone() };
            if !checked.is_init {
                let both =
                    Flags { all: flags.all & flags_after.all, any: flags.any | flags_after.any };
                self.merge_into(number, handler.target, &caught(before), both, true)?;
                continue;
            }
            // The constructor may have thrown before or after it did its work.
            self.merge_into(number, handler.target, &caught(before), flags, true)?;
            let mut late = flags_after;
            if replacement.is_some_and(|r| r.from == Item::InitObject) {
                late.any |= NO_RETURN;
            }
            self.merge_into(number, handler.target, &caught(after), late, true)?;
        }
        Ok(())
    }

    /// The instructions that may come next, in the order of checks.
    fn successors(&mut self, number: u32, checked: &Checked, before: &State) -> Vec<u32> {
        match (checked.opcode.family(), &checked.operand) {
            (Family::ConditionalBranch, &Operand::Target(target)) => vec![number + 1, target],
            (Family::Goto, &Operand::Target(target)) => vec![target],
            (Family::Jsr, &Operand::Target(target)) => {
                if let Some(ret) = self.nodes[number as usize].returned_from {
                    self.nodes[ret as usize].changed = true;
                }
                vec![target]
            }
            (Family::Return | Family::Throw, _) => vec![],
            (Family::Ret, &Operand::Local(local)) => match before.locals[usize::from(local)] {
                Item::ReturnAddress(entry) => self.callers(entry),
                _ => vec![],
            },
            (Family::Switch, Operand::Targets(targets)) => {
                targets.iter().skip(1).rev().chain(&targets[..1]).copied().collect()
            }
            _ => vec![number + 1],
        }
    }

    /// The instructions after the calls of a subroutine, last first.
    fn callers(&self, entry: u32) -> Vec<u32> {
        let calls = |node: &Node| {
            node.checked.opcode.family() == Family::Jsr
                && matches!(node.checked.operand, Operand::Target(target) if target == entry)
        };
        let numbered = self.nodes.iter().enumerate().rev();
        numbered.filter(|(_, node)| calls(node)).map(|(number, _)| number as u32 + 1).collect()
    }

    /// Checks the local variables that an instruction reads.
    fn check_locals(&self, checked: &Checked, state: &State) -> Outcome<(), H> {
        let Operand::Local(local) = checked.operand else { return Ok(()) };
        let expected = match checked.opcode {
            Opcode::Iload | Opcode::Iinc => Item::Integer,
            Opcode::Fload => Item::Float,
            Opcode::Lload => Item::Long,
            Opcode::Dload => Item::Double,
            Opcode::Aload => Item::OBJECT,
            Opcode::Ret => Item::ReturnAddress(0),
            _ => return Ok(()),
        };
        let found = state.locals.get(usize::from(local)).copied();
        if let Some(second) = expected.second() {
            let pair = local + 1;
            let next = state.locals.get(usize::from(pair)).copied();
            return match found.zip(next) {
                None => Err(Fault::verify(format!(
                    "Accessing value from uninitialized register pair {local}/{pair}"
                ))),
                Some(found) if found == (expected, second) => Ok(()),
                Some(_) => {
                    Err(Fault::verify(format!("Register pair {local}/{pair} contains wrong type")))
                }
            };
        }
        let Some(found) = found else {
            let what = format!("Accessing value from uninitialized register {local}");
            return Err(Fault::verify(what));
        };
        let fits = match expected {
            Item::Class(_) => {
                found.is_reference() || matches!(found, Item::InitObject | Item::NewObject(_))
            }
            Item::ReturnAddress(_) => matches!(found, Item::ReturnAddress(_)),
            _ => found == expected,
        };
        match found {
            _ if fits => Ok(()),
            Item::ReturnAddress(_) => {
                Err(Fault::verify(format!("Cannot load return address from register {local}")))
            }
            _ => Err(Fault::verify(format!("Register {local} contains wrong type"))),
        }
    }

    fn check_flags(&self, checked: &Checked, flags: Flags) -> Outcome<(), H> {
        if checked.opcode.family() != Family::Return {
            return Ok(());
        }
        let unconstructed = flags.any & NEED_CONSTRUCTOR != 0 && flags.all & CONSTRUCTED == 0;
        if checked.opcode == Opcode::Return && unconstructed {
            return Err(Fault::verify("Constructor must call super() or this()"));
        }
        if flags.any & NO_RETURN != 0 {
            return Err(Fault::verify("Cannot return normally"));
        }
        Ok(())
    }

    pub(super) fn field(&self, index: CpIndex) -> Outcome<(MemberRef<'a>, FieldType<'a>), H> {
        let illegal = || Fault::verify("Illegal constant pool index");
        let field = self.class.constant_pool().member_ref(index).map_err(|_| illegal())?;
        let kind = FieldType::parse(field.descriptor).map_err(|_| illegal())?;
        Ok((field, kind))
    }

    pub(super) fn callee(
        &self,
        index: CpIndex,
    ) -> Outcome<(MemberRef<'a>, MethodDescriptor<'a>), H> {
        let method = self.class.constant_pool().member_ref(index);
        let method = method.map_err(|_| Fault::verify("Illegal constant pool index"))?;
        Ok((method, self.parse_method(method.descriptor)?))
    }

    /// The checks that need more than the kind of each operand. Returns what
    /// `new` and constructor calls do to uninitialised objects.
    fn check_operands(
        &mut self,
        number: u32,
        checked: &Checked,
        popped: &mut [Item],
        after: &State,
    ) -> Outcome<Option<Replacement>, H> {
        let opcode = checked.opcode;
        match (opcode, &checked.operand) {
            (Opcode::Aastore, _) => {
                if !popped[2].is_reference() {
                    let what = "Expecting reference type on operand stack in aastore";
                    return Err(Fault::verify(what));
                }
                if !popped[0].component(self.names).is_reference() {
                    let what = "Component type of the array must be reference type in aastore";
                    return Err(Fault::verify(what));
                }
            }
            (_, &Operand::Constant(index)) if opcode.family() == Family::FieldAccess => {
                self.check_field(checked, index, popped)?;
            }
            (Opcode::Athrow, _) if !self.is_assignable(popped[0], Item::THROWABLE)? => {
                return Err(Fault::verify("Can only throw Throwable objects"));
            }
            (_, &Operand::Call(index, class)) => {
                return self.check_call(checked, index, class, popped);
            }
            (Opcode::Return, _) if self.return_type != Item::Bogus => {
                return Err(Fault::verify("Wrong return type in function"));
            }
            _ if opcode.family() == Family::Return && opcode != Opcode::Return => {
                let fits = self.return_type != Item::Bogus
                    && self.is_assignable(popped[0], self.return_type)?;
                if !fits {
                    return Err(Fault::verify("Wrong return type in function"));
                }
            }
            (Opcode::New, _) => {
                let new = Item::NewObject(number);
                if self.pool.items(after.stack).any(|item| item == new) {
                    let what = "Uninitialized object on stack at creating point";
                    return Err(Fault::verify(what));
                }
                return Ok(Some(Replacement { from: new, to: Item::Bogus }));
            }
            _ => {}
        }
        Ok(None)
    }

    fn check_field(
        &mut self,
        checked: &Checked,
        index: CpIndex,
        popped: &[Item],
    ) -> Outcome<(), H> {
        let (field, kind) = self.field(index)?;
        let has_object = matches!(checked.opcode, Opcode::Getfield | Opcode::Putfield);
        if has_object {
            let class = Item::of_class_name(field.class, self.names);
            if !self.is_assignable(popped[0], class)? {
                return Err(Fault::verify("Incompatible type for getting or setting field"));
            }
            if checked.is_protected && !self.is_assignable(popped[0], self.this)? {
                return Err(Fault::verify("Bad access to protected data"));
            }
        }
        if matches!(checked.opcode, Opcode::Putfield | Opcode::Putstatic) {
            let value = popped[usize::from(has_object)];
            let kind = Item::of(kind, self.names);
            if !self.is_assignable(value, kind)? {
                return Err(Fault::verify("Bad type in putfield/putstatic"));
            }
        }
        Ok(())
    }

    fn check_call(
        &mut self,
        checked: &Checked,
        index: CpIndex,
        class: Item,
        popped: &[Item],
    ) -> Outcome<Option<Replacement>, H> {
        let (method, descriptor) = self.callee(index)?;
        let object = popped.first().copied().unwrap_or(Item::Bogus);
        let mut replacement = None;
        if checked.is_init {
            replacement = Some(self.check_init(checked, class, object)?);
        } else if checked.opcode != Opcode::Invokestatic {
            if !self.is_assignable(object, class)? {
                return Err(Fault::verify("Incompatible object argument for function call"));
            }
            let special = checked.opcode == Opcode::Invokespecial;
            if special && !self.is_assignable(object, self.this)? {
                return Err(Fault::verify("Incompatible object argument for invokespecial"));
            }
            // Arrays pretend to have a public clone().
            let array_clone =
                class == Item::OBJECT && object.array_dimensions() > 0 && method.name == b"clone";
            if checked.is_protected && !array_clone && !self.is_assignable(object, self.this)? {
                return Err(Fault::verify("Bad access to protected data"));
            }
        }
        let first = usize::from(checked.opcode != Opcode::Invokestatic);
        for (parameter, &argument) in descriptor.parameters().zip(&popped[first..]) {
            let kind = Item::of(parameter, self.names);
            if kind.is_reference() && !self.is_assignable(argument, kind)? {
                return Err(Fault::verify("Incompatible argument to function"));
            }
        }
        Ok(replacement)
    }

    fn check_init(
        &mut self,
        checked: &Checked,
        class: Item,
        object: Item,
    ) -> Outcome<Replacement, H> {
        let wrong = || Fault::verify("Call to wrong initialization method");
        let to = if let Item::NewObject(new) = object {
            let Operand::Type(made) = self.nodes[new as usize].checked.operand else {
                return Err(wrong());
            };
            if made != class {
                return Err(wrong());
            }
            if checked.is_protected && !self.is_assignable(object, self.this)? {
                return Err(Fault::verify("Bad access to protected data"));
            }
            made
        } else {
            if class != self.super_class && class != self.this {
                return Err(wrong());
            }
            self.this
        };
        Ok(Replacement { from: object, to })
    }

    /// What the instruction does to local variables and masks.
    fn update_locals(
        &mut self,
        checked: &Checked,
        before: &State,
        after: &mut State,
        popped: &[Item],
        replacement: Option<Replacement>,
    ) -> Outcome<(), H> {
        let mut accessed = None;
        match (checked.opcode.family(), &checked.operand) {
            (Family::Store, &Operand::Local(local)) => {
                let (local, value) = (usize::from(local), popped[0]);
                let slots = value.size() as usize;
                accessed = Some(local..local + slots);
                let stored: Vec<Item> =
                    [Some(value), value.second()].into_iter().flatten().collect();
                if before.locals.get(local..local + slots) != Some(&stored[..]) {
                    let mut locals = before.locals.to_vec();
                    locals.resize(locals.len().max(local + slots), Item::Bogus);
                    locals[local..local + slots].copy_from_slice(&stored);
                    self.spend(locals.len())?;
                    after.locals = locals.into();
                }
            }
            (Family::Load | Family::Increment | Family::Ret, &Operand::Local(local)) => {
                let wide = matches!(checked.opcode, Opcode::Lload | Opcode::Dload);
                let local = usize::from(local);
                accessed = Some(local..local + 1 + usize::from(wide));
            }
            (Family::Jsr, &Operand::Target(entry)) => {
                if before.masks.iter().any(|mask| mask.entry == entry) {
                    return Err(Fault::verify("Recursive call to jsr entry"));
                }
                let mut masks = before.masks.to_vec();
                let mask = Mask::new(entry, self.code.max_locals.into());
                self.spend(masks.len() + mask.words())?;
                masks.push(mask);
                after.masks = masks.into();
            }
            _ => {}
        }
        if let Some(Replacement { from, to }) = replacement
            && before.locals.contains(&from)
        {
            self.spend(before.locals.len())?;
            let mut locals = before.locals.to_vec();
            for (local, item) in locals.iter_mut().enumerate().filter(|(_, item)| **item == from) {
                *item = to;
                self.touch(&mut after.masks, local..local + 1)?;
            }
            after.locals = locals.into();
        }
        match accessed {
            Some(range) => self.touch(&mut after.masks, range),
            None => Ok(()),
        }
    }

    /// Adds local variables to all masks.
    fn touch(&mut self, masks: &mut Rc<[Mask]>, range: std::ops::Range<usize>) -> Outcome<(), H> {
        let missing = |mask: &Mask| range.clone().any(|local| !mask.contains(local));
        if masks.iter().any(missing) {
            let words: usize = masks.iter().map(Mask::words).sum();
            self.spend(words)?;
            let mut touched = masks.to_vec();
            for mask in &mut touched {
                range.clone().for_each(|local| mask.insert(local));
            }
            *masks = touched.into();
        }
        Ok(())
    }

    fn push(&mut self, state: &mut State, item: Item) {
        state.stack = self.pool.push(state.stack, item);
        state.stack_size += item.size();
    }

    fn push_results(
        &mut self,
        number: u32,
        checked: &Checked,
        before: &State,
        after: &mut State,
        popped: &[Item],
    ) -> Outcome<(), H> {
        let opcode = checked.opcode;
        let pushed = match (opcode.family(), &checked.operand) {
            (Family::Stack, _) => {
                let mut digits = shuffle_patterns(opcode).1.iter();
                while let Some(digit) = digits.next() {
                    let item = popped[usize::from(digit - b'1')];
                    self.push(after, item);
                    if item.second().is_some() {
                        digits.next();
                    }
                }
                return Ok(());
            }
            (Family::LoadConstant, &Operand::Constant(index)) => self.constant_type(index)?,
            (Family::FieldAccess, &Operand::Constant(index)) => {
                if !matches!(opcode, Opcode::Getfield | Opcode::Getstatic) {
                    return Ok(());
                }
                Item::of(self.field(index)?.1, self.names)
            }
            (_, &Operand::Call(index, _)) => {
                match Item::of(self.callee(index)?.1.return_type(), self.names) {
                    Item::Bogus => return Ok(()),
                    result => result,
                }
            }
            (Family::Jsr, &Operand::Target(entry)) => Item::ReturnAddress(entry),
            (Family::Creation, Operand::Type(_)) if opcode == Opcode::New => {
                Item::NewObject(number)
            }
            (Family::Creation, &(Operand::Type(kind) | Operand::MultiArray(kind, _))) => kind,
            (Family::TypeCheck, &Operand::Type(kind)) if opcode == Opcode::Checkcast => kind,
            (Family::ArrayLoad, _) if opcode == Opcode::Aaload => popped[0].component(self.names),
            (Family::Load, &Operand::Local(local)) if opcode == Opcode::Aload => {
                before.locals[usize::from(local)]
            }
            _ => match opcode.pushes().bytes().next() {
                None => return Ok(()),
                Some(b'i') => Item::Integer,
                Some(b'l') => Item::Long,
                Some(b'f') => Item::Float,
                Some(b'd') => Item::Double,
                Some(_) => Item::Null,
            },
        };
        self.push(after, pushed);
        Ok(())
    }

    fn constant_type(&self, index: CpIndex) -> Outcome<Item, H> {
        Ok(match self.class.constant_pool().tag(index) {
            Some(Tag::Integer) => Item::Integer,
            Some(Tag::Float) => Item::Float,
            Some(Tag::Long) => Item::Long,
            Some(Tag::Double) => Item::Double,
            Some(Tag::String) => Item::Class(NameId::STRING),
            Some(Tag::Class) => Item::Class(NameId::CLASS),
            _ => return Err(Fault::verify("Illegal type in constant pool")),
        })
    }

    /// After a constructor call, all copies of the object are initialised.
    fn replace_on_stack(&mut self, state: &mut State, with: Replacement) -> Outcome<(), H> {
        let mut items: Vec<Item> = self.pool.items(state.stack).collect();
        self.spend(items.len())?;
        if items.contains(&with.from) {
            let copies = items.iter_mut().filter(|item| **item == with.from);
            copies.for_each(|item| *item = with.to);
            state.stack = self.pool.build(&items);
        }
        Ok(())
    }
}
