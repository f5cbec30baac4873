//! Calls and returns (JVMS §6.5.invokevirtual and its like, §2.6.4).
//!
//! A call pushes an entry on the call stack and goes on at the method's entry,
//! with `r` moved to the first argument. A return writes the result to the
//! callee's first slot, which is where the caller has pushed the arguments, pops
//! the entry and goes on behind the call. All call instructions are two words.
//!
//! One load compares the end of the new frame with the stack limit, which
//! another thread sets to null to make calls poll.

use crate::interp::dispatch::Exit;
use crate::interp::handles;
use crate::interp::insn::Op;
use crate::interp::rewrite::{Operands, rewrite};
use crate::interp::site::{Site, null_pointer};
use crate::interp::stack_limit;
use crate::interp::state::{State, handlers, slow_handlers};
use crate::interp::translation::InterfaceCache;
use crate::link::{self, CallSite, InvokeKind, PolymorphicKind, ResolvedCall};
use crate::model::{Class, ClassRef, Insn, Method, MethodRef, Throw, VmException};
use std::sync::atomic::{AtomicPtr, Ordering};

/// Words of every call instruction.
pub(in crate::interp) const CALL_WORDS: usize = 2;

/// Calls `method` with the arguments from slot `base` on.
#[inline(always)]
fn call(s: State, method: *const Method, base: usize) -> Exit {
    let r = s.slot(base);
    // SAFETY: callers pass live methods.
    let method_ref = unsafe { &*method };
    let end = r.wrapping_add(method_ref.frame_slots as usize);
    if end > s.thread().stack_limit.load(Ordering::Relaxed) {
        return s.tail(stack_limit_reached);
    }
    let cf = s.cf.wrapping_add(1);
    // SAFETY: the call stack has an entry for every slot of the value stack, and
    // a frame takes at least one slot; so the check of the end covers the entry.
    // `aux` is set by whoever uses it.
    unsafe {
        (*cf).method = method;
        (*cf).caller_regs = s.r;
        (*cf).return_pc = s.pc.add(CALL_WORDS);
    }
    State { r, cf, ..s }.jump(method_ref.entry())
}

/// The interface-call cache in the literal word.
#[inline(always)]
fn interface_cache(s: &State) -> &'static InterfaceCache {
    // SAFETY: the literal of a resolved interface call is the address of a
    // cache that lives as long as the translation; it is replaced atomically.
    unsafe {
        let cell = &*s.pc.add(1).cast::<AtomicPtr<InterfaceCache>>();
        &*cell.load(Ordering::Acquire)
    }
}

handlers! {
    invokestatic(s) { call(s, s.literal(1) as *const Method, s.a()) }

    invokespecial(s) {
        let base = s.a();
        if s.reference(base) == 0 {
            return s.tail(null_receiver);
        }
        call(s, s.literal(1) as *const Method, base)
    }

    invokevirtual(s) {
        let base = s.a();
        let receiver = s.reference(base);
        if receiver == 0 {
            return s.tail(null_receiver);
        }
        let class = s.class_of(receiver);
        // SAFETY: the receiver's class is a subclass of the one that the index
        // was resolved in, so its vtable is at least as long.
        let method = unsafe { (*class).vtable.as_ptr().add(s.literal(1) as usize).read() };
        call(s, method.as_ptr(), base)
    }

    invokeinterface(s) {
        let base = s.a();
        let receiver = s.reference(base);
        if receiver == 0 {
            return s.tail(null_receiver);
        }
        let cache = interface_cache(&s);
        if s.class_of(receiver) != cache.class() {
            return s.tail(interface_miss);
        }
        call(s, cache.method, base)
    }

    invokeinterface_mega(s) {
        let base = s.a();
        let receiver = s.reference(base);
        if receiver == 0 {
            return s.tail(null_receiver);
        }
        let method = find_in_itable(s.class_of(receiver), interface_cache(&s).resolved);
        if method.is_null() {
            return s.tail(interface_select);
        }
        call(s, method, base)
    }

    // A call through an adapter that Java code has linked: the appendix follows
    // the `b` argument slots. `c` says whether the receiver must not be null.
    invoke_linked(s) {
        let base = s.a();
        if s.c() != 0 && s.reference(base) == 0 {
            return s.tail(null_receiver);
        }
        // SAFETY: the literal is the address of a linked site, which lives as
        // long as the class.
        let site = unsafe { &*(s.literal(1) as *const CallSite) };
        let appendix = site.appendix.get();
        if !appendix.is_null() {
            s.set_long(base + s.b(), i64::from(appendix.0));
        }
        call(s, site.adapter.as_ptr(), base)
    }

    invoke_basic(s) {
        let base = s.a();
        let handle = s.reference(base);
        if handle == 0 {
            return s.tail(null_receiver);
        }
        let method = handles::entry_of_handle(s.th, handle);
        if method.is_null() {
            return s.tail(bad_member);
        }
        call(s, method, base)
    }

    link_to_static(s) {
        let base = s.a();
        let member = s.reference(base + s.b() - 1);
        let method = handles::target_of_member(s.th, member);
        if method.is_null() {
            return s.tail(bad_member);
        }
        // SAFETY: not null: a live method.
        if unsafe { !(*method).class.is_initialized() } {
            return s.tail(link_to_static_uninitialized);
        }
        call(s, method, base)
    }

    link_to_special(s) {
        let base = s.a();
        let member = s.reference(base + s.b() - 1);
        let method = handles::target_of_member(s.th, member);
        if method.is_null() || s.reference(base) == 0 {
            return s.tail(bad_member);
        }
        // SAFETY: not null: a live method.
        if unsafe { (*method).traits.polymorphic } {
            return s.tail(link_to_basic);
        }
        call(s, method, base)
    }

    // Calls the method that a helper has chosen (see `Site::call`) as if the
    // instruction that the helper ran for had done so.
    call_prepared(s) {
        let [method, base, pc, _] = s.thread().scratch.get();
        call(State { pc: pc as *const Insn, ..s }, method as *const Method, base as usize)
    }

    return_void(s) { leave_frame(s) }

    return_value(s) {
        s.set_long(0, s.long(s.a()));
        leave_frame(s)
    }

    return_i(s) {
        s.set_int(0, s.wide() as i32);
        leave_frame(s)
    }

    // Methods whose result is smaller than an int narrow it (JVMS §6.5.ireturn).
    return_z(s) {
        s.set_int(0, s.int(s.a()) & 1);
        leave_frame(s)
    }

    return_b(s) {
        s.set_int(0, i32::from(s.int(s.a()) as i8));
        leave_frame(s)
    }

    return_c(s) {
        s.set_int(0, i32::from(s.int(s.a()) as u16));
        leave_frame(s)
    }

    return_s(s) {
        s.set_int(0, i32::from(s.int(s.a()) as i16));
        leave_frame(s)
    }
}

/// Pops the frame and goes on in the caller.
#[inline(always)]
pub(in crate::interp) fn leave_frame(s: State) -> Exit {
    // SAFETY: invariant 1 of `state`; the entry below is the caller's or a
    // boundary, to which the address of `Halt` returns.
    let (pc, r) = unsafe { ((*s.cf).return_pc, (*s.cf).caller_regs) };
    State { r, cf: s.cf.wrapping_sub(1), ..s }.jump(pc)
}

/// The method of `class` that implements an interface method; null if selection
/// must go the long way.
fn find_in_itable(class: *const Class, resolved: *const Method) -> *const Method {
    // SAFETY: both are live.
    let (class, resolved) = unsafe { (&*class, &*resolved) };
    let entry = class.itable.iter().find(|entry| entry.interface == resolved.class);
    let method = entry.and_then(|entry| entry.methods.get(resolved.vtable_index as usize));
    match method {
        Some(Some(method)) => method.as_ptr(),
        _ => std::ptr::null(),
    }
}

slow_handlers! {
    stack_limit_reached => |site| {
        stack_limit::check(site.t)?;
        site.again()
    };
    null_receiver => |_| Err(null_pointer());
    bad_member => |_| Err(null_pointer());
    invokestatic_u => resolve_static;
    invokespecial_u => resolve_special;
    invokevirtual_u => resolve_virtual;
    invokeinterface_u => resolve_interface;
    invokedynamic_u => resolve_dynamic;
    interface_miss => cache_interface;
    interface_select => select_interface;
    link_to_static_uninitialized => |site| {
        let member = site.reference(site.a() + site.b() - 1);
        let method = handles::method_of_member(site.t, member).ok_or_else(null_pointer)?;
        link::ensure_initialized(site.t, method.class)?;
        site.call(method)
    };
    // The name is that of `invokeBasic` itself: its receiver says what to call.
    link_to_basic => |site| {
        let handle = site.reference(site.a());
        site.call(handles::method_of_handle(site.t, handle).ok_or_else(null_pointer)?)
    };
    invokespecial_of_interface => |site| {
        let receiver = site.reference(site.a());
        if receiver.is_null() {
            return Err(null_pointer());
        }
        link::check_special_receiver(site.class(), site.t.class_of(receiver))?;
        // SAFETY: the literal of the resolved instruction is a live method.
        site.call(unsafe { MethodRef::from_ptr(site.literal(1) as *const Method) })
    };
    link_to_virtual => |site| {
        let member = site.reference(site.a() + site.b() - 1);
        let receiver = site.reference(site.a());
        if receiver.is_null() || member.is_null() {
            return Err(null_pointer());
        }
        let method = handles::method_of_member(site.t, member).ok_or_else(null_pointer)?;
        let index = handles::index_of_member(site.t, member);
        match usize::try_from(index) {
            Ok(index) => site.call(site.t.class_of(receiver).vtable[index]),
            Err(_) => site.call(method),
        }
    };
    link_to_interface => |site| {
        let member = site.reference(site.a() + site.b() - 1);
        let receiver = site.reference(site.a());
        if receiver.is_null() || member.is_null() {
            return Err(null_pointer());
        }
        let method = handles::method_of_member(site.t, member).ok_or_else(null_pointer)?;
        let class = site.t.class_of(receiver);
        site.call(link::select_interface_method(site.t, class, method)?)
    };
}

fn resolve(site: &Site<'_>, kind: InvokeKind) -> Result<ResolvedCall, Throw> {
    link::resolve_method(site.t, site.method(), site.pool_index(), kind)
}

fn address(method: MethodRef) -> u64 {
    method.as_ptr() as u64
}

/// What all kinds of method call have in common: rewrites to the form for what
/// was resolved.
fn adopt(site: &Site<'_>, unresolved: Op, resolved: ResolvedCall) -> Result<*const Insn, Throw> {
    let (op, operands) = match resolved {
        ResolvedCall::Direct(method) => (Op::Invokespecial, Operands::Literal(address(method))),
        ResolvedCall::Virtual { vtable_index, .. } => {
            (Op::Invokevirtual, Operands::Literal(vtable_index as u64))
        }
        ResolvedCall::Interface(method) => {
            let cache = InterfaceCache::empty(method);
            let cache = site.translation().keep_cache(cache);
            (Op::Invokeinterface, Operands::Literal(cache as u64))
        }
        ResolvedCall::Intrinsic(which) => {
            let op = match which {
                PolymorphicKind::InvokeBasic => Op::InvokeBasic,
                PolymorphicKind::LinkToStatic => Op::LinkToStatic,
                PolymorphicKind::LinkToSpecial => Op::LinkToSpecial,
                PolymorphicKind::LinkToVirtual => Op::LinkToVirtual,
                PolymorphicKind::LinkToInterface => Op::LinkToInterface,
                PolymorphicKind::LinkToNative => {
                    let text = "native method handles are not supported by this VM";
                    return Err(Throw::new(VmException::UnsupportedOperation, text));
                }
            };
            (op, Operands::Same)
        }
        ResolvedCall::Linked(linked) => {
            (Op::InvokeLinked, Operands::CLiteral(1, std::ptr::from_ref(linked) as u64))
        }
    };
    rewrite(site, unresolved, op, &operands);
    site.again()
}

fn resolve_static(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let method = match resolve(site, InvokeKind::Static)? {
        ResolvedCall::Direct(method) => method,
        other => return adopt(site, Op::InvokestaticU, other),
    };
    if !method.class.is_initialized() {
        link::ensure_initialized(site.t, method.class)?;
        if !method.class.is_initialized() {
            // This thread is inside the initializer: later calls check again.
            return site.call(method);
        }
    }
    rewrite(site, Op::InvokestaticU, Op::Invokestatic, &Operands::Literal(address(method)));
    site.again()
}

fn resolve_special(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let resolved = resolve(site, InvokeKind::Special)?;
    if let ResolvedCall::Direct(method) = resolved
        && site.class().is_interface()
        && !method.is_constructor()
    {
        let operands = Operands::Literal(address(method));
        rewrite(site, Op::InvokespecialU, Op::InvokespecialOfInterface, &operands);
        return site.again();
    }
    adopt(site, Op::InvokespecialU, resolved)
}

fn resolve_virtual(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let resolved = resolve(site, InvokeKind::Virtual)?;
    if let ResolvedCall::Virtual { method, vtable_index } = resolved {
        // A failure to select at the first call is an outcome of resolution and
        // has a text of its own; the site stays unresolved.
        let receiver = site.reference(site.a());
        if !receiver.is_null() {
            let class = site.t.class_of(receiver);
            link::check_selected(class, method, class.vtable[vtable_index as usize])?;
        }
    }
    adopt(site, Op::InvokevirtualU, resolved)
}

fn resolve_interface(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let resolved = match resolve(site, InvokeKind::Interface)? {
        // A method of `Object`: the receiver must implement the interface still.
        ResolvedCall::Virtual { method, .. } | ResolvedCall::Direct(method) => {
            ResolvedCall::Interface(method)
        }
        other => other,
    };
    adopt(site, Op::InvokeinterfaceU, resolved)
}

fn resolve_dynamic(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let linked = link::resolve_call_site(site.t, site.method(), site.bci(), site.pool_index())?;
    let operands = Operands::CLiteral(0, std::ptr::from_ref(linked) as u64);
    rewrite(site, Op::InvokedynamicU, Op::InvokeLinked, &operands);
    site.again()
}

/// The cache of the interface call has another class: puts this one in, or gives
/// the cache up after some changes.
fn cache_interface(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let class = site.t.class_of(site.reference(site.a()));
    // SAFETY: as in `interface_cache`.
    let cell = unsafe { &*site.pc.add(1).cast::<AtomicPtr<InterfaceCache>>() };
    // SAFETY: as there.
    let cache = unsafe { &*cell.load(Ordering::Acquire) };
    // SAFETY: a cache names a live method.
    let resolved = unsafe { MethodRef::from_ptr(cache.resolved) };
    let method = select_for_interface(site, class, resolved)?;
    match cache.with_class(class, method) {
        Some(next) => {
            let next = site.translation().keep_cache(next);
            cell.store(next.cast_mut(), Ordering::Release);
        }
        None => rewrite(site, Op::Invokeinterface, Op::InvokeinterfaceMega, &Operands::Same),
    }
    site.call(method)
}

fn select_interface(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let class = site.t.class_of(site.reference(site.a()));
    // SAFETY: as in `interface_cache`; a cache names a live method.
    let resolved =
        unsafe { MethodRef::from_ptr((*(site.literal(1) as *const InterfaceCache)).resolved) };
    site.call(select_for_interface(site, class, resolved)?)
}

/// What an interface call runs on an instance of `class`.
fn select_for_interface(
    site: &Site<'_>,
    class: ClassRef,
    resolved: MethodRef,
) -> Result<MethodRef, Throw> {
    match resolved.class.is_interface() {
        true => link::select_interface_method(site.t, class, resolved),
        false => {
            link::select_object_method(site.t, site.class(), site.pool_index(), class, resolved)
        }
    }
}
