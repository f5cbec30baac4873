//! Calls and field access of the reference interpreter. Everything is resolved
//! anew each time; the constant pool remembers the outcome.

use super::execute::Machine;
use crate::interp::handles;
use crate::interp::ops::fields;
use crate::interp::site::null_pointer;
use crate::link::{self, CallSite, FieldUse, InvokeKind, PolymorphicKind, ResolvedCall};
use crate::model::{ClassRef, Insn, MethodRef, Throw, VmException};
use base::descriptor::BasicType;
use bytecode::Opcode;
use heap::layout::Ref;

/// The outcome of an instruction.
pub(super) enum Next {
    /// Goes on behind the instruction.
    Sequential,
    /// Goes on at a bytecode index.
    At(u16),
    /// Leaves the interpreter for an instruction of the engine.
    Leave(*const Insn),
}

impl Machine<'_, '_> {
    pub(super) fn field(&mut self, opcode: Opcode, index: u16) -> Result<Next, Throw> {
        let (t, method) = (self.site.t, self.method);
        let is_static = matches!(opcode, Opcode::Getstatic | Opcode::Putstatic);
        let is_put = matches!(opcode, Opcode::Putstatic | Opcode::Putfield);
        let field = link::resolve_field(t, method, index, FieldUse { is_static, is_put })?;
        if is_static {
            link::ensure_initialized(t, field.class)?;
        }
        let slots = field.kind.slots() as usize;
        if is_put {
            let value = self.peek(slots - 1);
            if is_static {
                fields::store_static(self.site, &field, value);
            } else {
                let object = self.non_null(slots)?;
                fields::store_instance(self.site, object, &field, value);
            }
            self.pop(slots + usize::from(!is_static));
        } else {
            let value = if is_static {
                fields::load_static(self.site, &field)
            } else {
                let object = self.non_null(0)?;
                fields::load_instance(self.site, object, &field)
            };
            self.pop(usize::from(!is_static));
            self.push_kind(field.kind, value);
        }
        Ok(Next::Sequential)
    }

    /// The reference `below` slots under the top of the stack, unless null.
    pub(super) fn non_null(&self, below: usize) -> Result<Ref, Throw> {
        let object = Ref(self.peek(below) as u32);
        if object.is_null() { Err(null_pointer()) } else { Ok(object) }
    }

    /// A call whose `arguments` slots are on the stack.
    pub(super) fn call(
        &mut self,
        opcode: Opcode,
        index: u16,
        arguments: usize,
    ) -> Result<Next, Throw> {
        let t = self.site.t;
        if opcode == Opcode::Invokedynamic {
            let linked = link::resolve_call_site(t, self.method, self.bci, index)?;
            return Ok(self.call_linked(linked, arguments));
        }
        let kind = match opcode {
            Opcode::Invokestatic => InvokeKind::Static,
            Opcode::Invokespecial => InvokeKind::Special,
            Opcode::Invokevirtual => InvokeKind::Virtual,
            _ => InvokeKind::Interface,
        };
        let method = match link::resolve_method(t, self.method, index, kind)? {
            ResolvedCall::Direct(method) => {
                if method.flags.is_static() {
                    link::ensure_initialized(t, method.class)?;
                } else {
                    let receiver = self.non_null(arguments - 1)?;
                    self.check_receiver(kind, index, t.class_of(receiver), method)?;
                }
                method
            }
            ResolvedCall::Virtual { vtable_index, method } => {
                let class = t.class_of(self.non_null(arguments - 1)?);
                self.check_receiver(kind, index, class, method)?;
                class.vtable[vtable_index as usize]
            }
            ResolvedCall::Interface(method) => {
                let receiver = self.non_null(arguments - 1)?;
                link::select_interface_method(t, t.class_of(receiver), method)?
            }
            ResolvedCall::Intrinsic(kind) => self.polymorphic(kind, arguments)?,
            ResolvedCall::Linked(linked) => {
                self.non_null(arguments - 1)?;
                return Ok(self.call_linked(linked, arguments));
            }
        };
        Ok(self.call_method(method, arguments))
    }

    /// What the kind of call demands of its receiver.
    fn check_receiver(
        &self,
        kind: InvokeKind,
        index: u16,
        receiver: ClassRef,
        method: MethodRef,
    ) -> Result<(), Throw> {
        let caller = self.method.class;
        match kind {
            InvokeKind::Special if caller.is_interface() && !method.is_constructor() => {
                link::check_special_receiver(caller, receiver)
            }
            InvokeKind::Interface => {
                link::select_object_method(self.site.t, caller, index, receiver, method).map(drop)
            }
            _ => Ok(()),
        }
    }

    fn call_method(&mut self, method: MethodRef, arguments: usize) -> Next {
        let slot = self.callee_base(arguments);
        Next::Leave(self.site.call_from(method, slot, self.step_pc()))
    }

    fn call_linked(&mut self, linked: &CallSite, arguments: usize) -> Next {
        let appendix = linked.appendix.get();
        if !appendix.is_null() {
            self.append(u64::from(appendix.0));
        }
        self.call_method(linked.adapter, arguments)
    }

    /// The method that a signature-polymorphic call runs.
    fn polymorphic(&self, kind: PolymorphicKind, arguments: usize) -> Result<MethodRef, Throw> {
        let t = self.site.t;
        if kind == PolymorphicKind::InvokeBasic {
            let handle = self.non_null(arguments - 1)?;
            return handles::method_of_handle(t, handle).ok_or_else(null_pointer);
        }
        let member = self.non_null(0)?;
        let method = handles::method_of_member(t, member).ok_or_else(null_pointer)?;
        match kind {
            PolymorphicKind::LinkToStatic => {
                link::ensure_initialized(t, method.class)?;
                Ok(method)
            }
            PolymorphicKind::LinkToVirtual => {
                let receiver = self.non_null(arguments - 1)?;
                match usize::try_from(handles::index_of_member(t, member)) {
                    Ok(index) => Ok(t.class_of(receiver).vtable[index]),
                    Err(_) => Ok(method),
                }
            }
            PolymorphicKind::LinkToInterface => {
                let receiver = self.non_null(arguments - 1)?;
                link::select_interface_method(t, t.class_of(receiver), method)
            }
            PolymorphicKind::LinkToNative => {
                let text = "native method handles are not supported by this VM";
                Err(Throw::new(VmException::UnsupportedOperation, text))
            }
            _ => {
                let receiver = self.non_null(arguments - 1)?;
                match method.traits.polymorphic {
                    true => handles::method_of_handle(t, receiver).ok_or_else(null_pointer),
                    false => Ok(method),
                }
            }
        }
    }

    /// Takes the result of the call at the current instruction.
    pub(super) fn finish_call(&mut self, arguments: usize, result: BasicType) {
        let value = self.call_result(arguments);
        self.pop(arguments);
        self.push_kind(result, value);
    }
}
