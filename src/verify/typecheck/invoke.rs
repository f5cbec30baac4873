//! The rules for field access and calls (JVMS §4.10.1.8, §4.10.1.9).

use base::CpIndex;
use bytecode::{Instruction, Opcode, Operands};
use classfile::{MemberRef, Tag};

use super::constants::{Callee, Field};
use super::error::{Fault, Origin};
use super::method::{Checked, MethodChecker, constant_of};
use super::types::Type;
use crate::failure::Failure;
use crate::hierarchy::{Hierarchy, MemberKind};

/// From this version on, static and private interface methods exist.
const FIRST_WITH_INTERFACE_CODE: u16 = 52;

impl<'a, H: Hierarchy> MethodChecker<'_, '_, 'a, H> {
    pub(super) fn check_field_access(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        use Opcode::{Getfield, Getstatic, Putfield, Putstatic};
        let opcode = instruction.opcode;
        let index = constant_of(instruction);
        self.expect_constant(index, &[Tag::Fieldref])?;
        let Field { member: field, class, kind, is_inherited } = self.context.field(index)?;
        let is_static = matches!(opcode, Getstatic | Putstatic);
        if !is_static && !class.is_object(&self.context.names) {
            let current = base::descriptor::BinaryName(self.context.class.name());
            let what = format!(
                "Expecting reference to class in class {current} at constant pool index {index}"
            );
            let fault = Fault::WrongType(Origin::constant(index.0, class), None);
            return Err(self.error(fault, what));
        }
        if matches!(opcode, Putstatic | Putfield) {
            self.pop(kind)?;
        }
        match opcode {
            Getfield => {
                let object = self.pop_slot(class)?;
                if is_inherited {
                    self.check_protected_field(object, &field, opcode)?;
                }
            }
            Putfield => {
                let object = self.pop_target_of_putfield(index, class, &field)?;
                if is_inherited {
                    self.check_protected_field(object, &field, opcode)?;
                }
            }
            _ => {}
        }
        if matches!(opcode, Getstatic | Getfield) {
            self.push_by_slots(kind)?;
        }
        Ok(())
    }

    fn pop_target_of_putfield(
        &mut self,
        index: CpIndex,
        class: Type,
        field: &MemberRef<'_>,
    ) -> Checked<Type, H> {
        let mut object = self.pop_any()?;
        // A constructor may assign the class's own fields before it calls super().
        let declares = || {
            let mut fields = self.context.class.fields();
            fields.any(|f| f.name() == field.name && f.descriptor() == field.descriptor)
        };
        if object == Type::UninitializedThis && class == self.context.this_type && declares() {
            object = class;
        }
        if !self.is_assignable(object, class, false)? {
            let expected = Origin::constant(index.0, class);
            let fault = Fault::WrongType(self.stack_top(), Some(expected));
            return Err(self.error(fault, "Bad type on operand stack in putfield"));
        }
        Ok(object)
    }

    /// A protected member of a superclass in another package may be used through
    /// objects of the current class and its subclasses only (JVMS §4.10.1.8).
    fn check_protected_field(
        &mut self,
        object: Type,
        field: &MemberRef<'_>,
        opcode: Opcode,
    ) -> Checked<(), H> {
        if object == self.context.this_type
            || !self.is_protected(field.class, field.name, field.descriptor, MemberKind::Field)?
        {
            return Ok(());
        }
        self.check_protected_object(object, opcode)
    }

    /// Whether the member of a superclass is protected and from another package.
    fn is_protected(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        kind: MemberKind,
    ) -> Checked<bool, H> {
        (self.context.hierarchy)
            .is_protected_elsewhere(class, name, descriptor, kind)
            .map_err(|error| Box::new(Failure::Hierarchy(error)))
    }

    fn check_protected_object(&mut self, object: Type, opcode: Opcode) -> Checked<(), H> {
        let this = self.context.this_type;
        if self.is_assignable(object, this, true)? {
            return Ok(());
        }
        let fault = Fault::WrongType(self.stack_top(), Some(Origin::implicit(this)));
        Err(self.error(fault, format_args!("Bad access to protected data in {opcode}")))
    }

    pub(super) fn check_call(
        &mut self,
        instruction: &Instruction<'_>,
        this_initialized: &mut bool,
    ) -> Checked<(), H> {
        let opcode = instruction.opcode;
        let callee = self.callee(instruction)?;
        self.check_call_operands(instruction, &callee)?;
        if callee.name.starts_with(b"<") {
            if opcode != Opcode::Invokespecial || callee.name != b"<init>" {
                return Err(self.bad_code(instruction.bci, "Illegal call to internal method"));
            }
        } else if opcode == Opcode::Invokespecial {
            self.check_special_class(&callee)?;
        }
        // The last argument is on top.
        for place in callee.signature.parameters().rev() {
            self.pop(self.context.constants.parameter(place))?;
        }
        match opcode {
            Opcode::Invokestatic | Opcode::Invokedynamic => {}
            _ if callee.name == b"<init>" => self.check_init(&callee, this_initialized)?,
            Opcode::Invokespecial => drop(self.pop_slot(self.context.this_type)?),
            Opcode::Invokevirtual => self.check_virtual_receiver(&callee)?,
            _ => drop(self.pop_slot(callee.class_type)?),
        }
        match callee.signature.result() {
            Type::Top => Ok(()),
            kind => self.push_by_slots(kind),
        }
    }

    fn callee(&mut self, instruction: &Instruction<'_>) -> Checked<Callee<'a>, H> {
        let index = constant_of(instruction);
        let tags: &[Tag] = match instruction.opcode {
            Opcode::Invokeinterface => &[Tag::InterfaceMethodref],
            Opcode::Invokedynamic => &[Tag::InvokeDynamic],
            Opcode::Invokespecial | Opcode::Invokestatic
                if self.context.class.major_version() >= FIRST_WITH_INTERFACE_CODE =>
            {
                &[Tag::InterfaceMethodref, Tag::Methodref]
            }
            _ => &[Tag::Methodref],
        };
        let tag = self.expect_constant(index, tags)?;
        Ok(self.context.callee(index, tag)?)
    }

    /// The operand bytes after the constant.
    fn check_call_operands(
        &self,
        instruction: &Instruction<'_>,
        callee: &Callee<'_>,
    ) -> Checked<(), H> {
        let what = match instruction.operands {
            Operands::Interface { count, .. } if u16::from(count) != callee.signature.slots + 1 => {
                "Inconsistent args count operand in invokeinterface"
            }
            Operands::Interface { zero: 1.., .. } => {
                "Fourth operand byte of invokeinterface must be zero"
            }
            Operands::Dynamic { zero: 1.., .. } => {
                "Third and fourth operand bytes of invokedynamic must be zero"
            }
            _ => return Ok(()),
        };
        Err(self.bad_code(instruction.bci, what))
    }

    /// `invokespecial` of a method: the class must be the current one, a direct
    /// superinterface, or a superclass.
    fn check_special_class(&mut self, callee: &Callee<'_>) -> Checked<(), H> {
        let class = self.context.class;
        let is_near = callee.class_type == self.context.this_type
            || class.interface_names().any(|name| name == callee.class_name)
            || class.super_name() == Some(callee.class_name);
        if is_near {
            return Ok(());
        }
        let bci = self.frame.bci;
        if !self.is_assignable(self.context.this_type, callee.class_type, false)? {
            let what =
                "Bad invokespecial instruction: current class isn't assignable to reference class.";
            return Err(self.bad_code(bci, what));
        }
        if callee.tag == Tag::InterfaceMethodref {
            let what = "Bad invokespecial instruction: interface method reference is in an indirect superinterface.";
            return Err(self.bad_code(bci, what));
        }
        Ok(())
    }

    fn check_virtual_receiver(&mut self, callee: &Callee<'_>) -> Checked<(), H> {
        let object = self.pop_slot(callee.class_type)?;
        let Callee { class_name, name, descriptor_text, is_inherited, .. } = *callee;
        if !is_inherited
            || object == self.context.this_type
            || !self.is_protected(class_name, name, descriptor_text, MemberKind::Method)?
        {
            return Ok(());
        }
        // Arrays have a public clone() although they inherit a protected one.
        let array_clone = class_name == b"java/lang/Object"
            && name == b"clone"
            && object.is_array(&self.context.names);
        if array_clone {
            Ok(())
        } else {
            self.check_protected_object(object, Opcode::Invokevirtual)
        }
    }

    /// A call of a constructor.
    fn check_init(&mut self, callee: &Callee<'_>, this_initialized: &mut bool) -> Checked<(), H> {
        self.spend(self.frame.locals.len() + self.frame.stack_size)?;
        match self.pop_slot(Type::AnyReference)? {
            Type::UninitializedThis => self.check_init_of_this(callee, this_initialized),
            object @ Type::Uninitialized(bci) => self.check_init_of_new(callee, object, bci),
            _ => {
                let fault = Fault::WrongType(self.stack_top(), None);
                Err(self.error(fault, "Bad operand type when invoking <init>"))
            }
        }
    }

    /// `this(...)` or `super(...)`.
    fn check_init_of_this(
        &mut self,
        callee: &Callee<'_>,
        this_initialized: &mut bool,
    ) -> Checked<(), H> {
        let class = self.context.class;
        let this = self.context.this_type;
        if callee.class_name != class.name() && Some(callee.class_name) != class.super_name() {
            let (found, expected) = (Origin::implicit(callee.class_type), Origin::implicit(this));
            let fault = Fault::WrongType(found, Some(expected));
            return Err(self.error(fault, "Bad <init> method call"));
        }
        if self.is_covered() {
            let table = self.code.exception_table;
            let bci = self.frame.bci;
            for handler in table.iter() {
                let range = u32::from(handler.start_pc)..u32::from(handler.end_pc);
                if range.contains(&bci) && !self.ends_in_athrow(handler.handler_pc)? {
                    let what = "Bad <init> method call from after the start of a try block";
                    return Err(self.bad_code(bci, what));
                }
            }
            self.check_handler_targets(true)?;
        }
        self.frame.initialize(Type::UninitializedThis, this);
        *this_initialized = true;
        Ok(())
    }

    /// The constructor of an object made by the `new` at `new_bci`.
    fn check_init_of_new(
        &mut self,
        callee: &Callee<'_>,
        object: Type,
        new_bci: u16,
    ) -> Checked<(), H> {
        let new = Instruction::decode(self.code.bytes, new_bci.into());
        let Some(new) = new.ok().filter(|new| new.opcode == Opcode::New) else {
            return Err(self.bad_code(new_bci.into(), "Expecting new instruction"));
        };
        let new_index = constant_of(&new);
        self.expect_class(new_index)?;
        let new_type = self.class_type(new_index)?;
        let found = Origin::constant(new_index.0, new_type);
        if new_type != callee.class_type {
            let expected = Origin::constant(callee.index.0, callee.class_type);
            let fault = Fault::WrongType(found, Some(expected));
            return Err(self.error(fault, "Call to wrong <init> method"));
        }
        let Callee { class_name, name, descriptor_text, is_inherited, .. } = *callee;
        if is_inherited
            && self.is_protected(class_name, name, descriptor_text, MemberKind::Method)?
        {
            let this = self.context.this_type;
            if !self.is_assignable(new_type, this, true)? {
                let fault = Fault::WrongType(found, Some(Origin::implicit(this)));
                return Err(self.error(fault, "Bad access to protected <init> method"));
            }
        }
        if self.is_covered() {
            self.check_handler_targets(false)?;
        }
        self.frame.initialize(object, new_type);
        Ok(())
    }
}
