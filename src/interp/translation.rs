//! Translated code of one method with its side tables.
//!
//! Invariant: once installed in `Method::translation` it lives as long as the
//! method.

use super::reference;
use super::translate::{self, Failure, Form, Output};
use crate::model::{Class, ClassRef, Insn, Method, MethodRef, Throw, VmException};
use crate::thread::{JavaThread, Unloading, Vm};
use parking_lot::Mutex;
use std::cell::UnsafeCell;
use std::collections::HashMap;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The last receiver class of an interface call and the method selected for
/// it. A call replaces its cache as a whole; only a collection that unloads the
/// class changes it.
#[derive(Debug)]
pub(super) struct InterfaceCache {
    /// The receiver's class; null at first and once it is unloaded.
    class: AtomicPtr<Class>,
    /// The method selected for it.
    pub(super) method: *const Method,
    /// The interface method as resolved.
    pub(super) resolved: *const Method,
    changes: u8,
}

/// How often a call changes its cache before it searches each time.
const MAX_CACHE_CHANGES: u8 = 4;

impl InterfaceCache {
    /// A cache that has seen no class.
    pub(super) fn empty(resolved: MethodRef) -> InterfaceCache {
        let class = AtomicPtr::new(ptr::null_mut());
        InterfaceCache { class, method: ptr::null(), resolved: resolved.as_ptr(), changes: 0 }
    }

    /// The receiver class that `method` was selected for.
    #[inline(always)]
    pub(super) fn class(&self) -> *const Class {
        self.class.load(Ordering::Relaxed)
    }

    /// The cache for another class; `None` if there were enough of them.
    pub(super) fn with_class(&self, class: ClassRef, method: MethodRef) -> Option<InterfaceCache> {
        (self.changes < MAX_CACHE_CHANGES).then(|| InterfaceCache {
            class: AtomicPtr::new(class.as_ptr().cast_mut()),
            method: method.as_ptr(),
            resolved: self.resolved,
            changes: self.changes + 1,
        })
    }
}

/// Translated code of one method.
pub(super) struct Translation {
    code: Box<[UnsafeCell<Insn>]>,
    /// Bytecode index of each word.
    bcis: Box<[u16]>,
    /// Word at which the handler at a bytecode index starts, by that index.
    handlers: Box<[(u16, u32)]>,
    stack_base: u16,
    form: Form,
    interpreted: bool,
    notes_locks: bool,
    /// Held while an instruction is rewritten.
    pub(super) rewriting: Mutex<()>,
    #[expect(clippy::vec_box, reason = "calls keep the addresses")]
    caches: Mutex<Vec<Box<InterfaceCache>>>,
    maps: Mutex<HashMap<u32, Arc<[u16]>>>,
}

// SAFETY: the code is written under `rewriting` by the protocol of `rewrite`; the
// pointers in caches are to metadata.
unsafe impl Send for Translation {}
// SAFETY: as above.
unsafe impl Sync for Translation {}

impl Translation {
    /// The translation of a method, if it has one.
    pub(super) fn of(method: MethodRef) -> Option<&'static Translation> {
        let pointer = method.translation.load(Ordering::Acquire).cast::<Translation>();
        // SAFETY: only `install` stores here; the module's invariant.
        unsafe { pointer.as_ref() }
    }

    /// Translates a method and makes the code its entry. The first translation
    /// wins.
    ///
    /// # Errors
    ///
    /// `VerifyError` for code that no verifier would accept.
    pub(super) fn install(t: &JavaThread, method: MethodRef) -> Result<*const Insn, Throw> {
        if let Some(installed) = Translation::of(method) {
            return Ok(installed.entry());
        }
        let translation = if t.vm().config.reference_interpreter {
            Translation::interpreted(method)
        } else {
            match translate::translate(method, t.vm().config.thread_step_limit > 0) {
                Ok(output) => Translation::new(output),
                Err(Failure::Interpret) => Translation::interpreted(method),
                Err(Failure::Malformed { bci, reason }) => {
                    let text = format!(
                        "(class: {}, method: {} signature: {}) {reason} at {bci}",
                        method.class.name.as_str_lossy(),
                        method.name.as_str_lossy(),
                        method.descriptor.as_str_lossy()
                    );
                    return Err(Throw::new(VmException::Verify, text));
                }
            }
        };
        let new = Box::into_raw(Box::new(translation));
        let null = ptr::null_mut();
        let installed = match method.translation.compare_exchange(
            null,
            new.cast(),
            Ordering::AcqRel,
            Ordering::Acquire,
        ) {
            Ok(_) => new,
            Err(first) => {
                // SAFETY: made above and seen by nobody.
                drop(unsafe { Box::from_raw(new) });
                first.cast::<Translation>()
            }
        };
        // SAFETY: the module's invariant.
        let installed = unsafe { &*installed };
        if ptr::eq(installed, new) {
            method.class.holder.count_bytes(installed.bytes() as isize);
        }
        let entry = installed.entry();
        method.set_entry(entry);
        Ok(entry)
    }

    /// Bytes of the code and its fixed tables.
    fn bytes(&self) -> usize {
        size_of::<Translation>()
            + size_of_val(&*self.code)
            + size_of_val(&*self.bcis)
            + size_of_val(&*self.handlers)
    }

    /// Forgets unloaded classes, with all threads stopped.
    fn unload(&self, unloading: &Unloading) {
        for cache in self.caches.lock().iter() {
            // SAFETY: null, or a class that is alive or just being unloaded.
            let class = unsafe { cache.class().as_ref() };
            if class.is_some_and(|class| unloading.covers(class.holder)) {
                cache.class.store(ptr::null_mut(), Ordering::Relaxed);
            }
        }
    }

    /// Takes a method's translation away when its class is unloaded.
    fn free(method: &Method) {
        let translation = method.translation.swap(ptr::null_mut(), Ordering::AcqRel);
        if !translation.is_null() {
            // SAFETY: `install` made it from a box, and no frame runs the method.
            drop(unsafe { Box::from_raw(translation.cast::<Translation>()) });
        }
    }

    fn new(output: Output) -> Translation {
        Translation {
            code: output.words.into_iter().map(UnsafeCell::new).collect(),
            bcis: output.bcis.into(),
            handlers: output.handlers.into(),
            stack_base: output.stack_base,
            form: output.form,
            interpreted: false,
            notes_locks: output.notes_locks,
            rewriting: Mutex::new(()),
            caches: Mutex::default(),
            maps: Mutex::default(),
        }
    }

    /// Code that runs the bytecode as it is.
    fn interpreted(method: MethodRef) -> Translation {
        let words = reference::code_words(method.flags.is_synchronized());
        let bcis = vec![0; words.len()];
        let mut this = Translation::new(Output {
            words,
            bcis,
            handlers: Vec::new(),
            stack_base: 0,
            form: Form::default(),
            notes_locks: true,
        });
        this.interpreted = true;
        this
    }

    /// The first instruction.
    pub(super) fn entry(&self) -> *const Insn {
        self.code[0].get()
    }

    /// Whether the method runs in the reference interpreter.
    pub(super) fn is_interpreted(&self) -> bool {
        self.interpreted
    }

    /// Whether the method notes the height of the lock stack when it starts.
    pub(super) fn notes_locks(&self) -> bool {
        self.notes_locks
    }

    /// In an interpreted method, the instruction that stands for the current one.
    pub(super) fn step_pc(&self) -> *const Insn {
        self.code[self.step_word() as usize].get()
    }

    /// Its word.
    pub(super) fn step_word(&self) -> u32 {
        (self.code.len() - 1 - reference::WORDS_BEHIND_STEP) as u32
    }

    /// Slot of the operand stack's bottom.
    pub(super) fn stack_base(&self) -> usize {
        self.stack_base as usize
    }

    /// The choices made in translating.
    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// Number of the word at `pc`; `None` if it is not in this code.
    pub(super) fn word_at(&self, pc: *const Insn) -> Option<u32> {
        let start = self.entry() as usize;
        let offset = (pc as usize).checked_sub(start)? / size_of::<Insn>();
        (offset < self.code.len()).then_some(offset as u32)
    }

    /// Bytecode index of the word at `pc`; 0 if `pc` is in a stub.
    pub(super) fn bci_at(&self, pc: *const Insn) -> u16 {
        self.word_at(pc).map_or(0, |word| self.bcis[word as usize])
    }

    /// First instruction of the handler at a bytecode index.
    pub(super) fn handler_pc(&self, bci: u16) -> *const Insn {
        let found = self.handlers.binary_search_by_key(&bci, |handler| handler.0);
        let at = found.expect("handlers of reachable code are translated");
        self.code[self.handlers[at].1 as usize].get()
    }

    /// Keeps an interface cache as long as the code.
    pub(super) fn keep_cache(&self, cache: InterfaceCache) -> *const InterfaceCache {
        let cache = Box::new(cache);
        let address = &raw const *cache;
        self.caches.lock().push(cache);
        address
    }

    /// The reference map of a word: the slots that hold references when
    /// execution stands there. `compute` makes it at the first request.
    pub(super) fn map(&self, word: u32, compute: impl FnOnce() -> Vec<u16>) -> Arc<[u16]> {
        let mut maps = self.maps.lock();
        Arc::clone(maps.entry(word).or_insert_with(|| compute().into()))
    }

    /// The code as text, for tests and diagnosis.
    pub(super) fn dump(&self) -> String {
        let _guard = self.rewriting.lock();
        // SAFETY: nobody rewrites while the lock is held.
        let words: Vec<Insn> = self.code.iter().map(|cell| unsafe { *cell.get() }).collect();
        translate::dump(&words, &self.bcis)
    }
}

/// Frees the code of unloaded classes, and what other code remembers of them.
pub(super) fn unload(vm: &Vm, unloading: &Unloading) {
    for class in unloading.classes() {
        class.methods.iter().for_each(Translation::free);
    }
    let living = vm.all_loaders().into_iter().flat_map(|loader| loader.classes());
    for class in living.filter(|class| !unloading.covers(class.holder)) {
        for method in class.as_ref_static().methods {
            if let Some(translation) = Translation::of(method.into()) {
                translation.unload(unloading);
            }
        }
    }
}
