//! Allocation of objects by Rust code, and collections.
//!
//! Every function here may move all objects.

use super::JavaThread;
use super::access::MAX_ARRAY_LENGTH;
use super::roots::VmRoots;
use crate::model::{ClassRef, KnownClass, Throw, VmException};
use heap::layout::{Ref, TypeInfo};
use heap::{AllocationFailure, Cause};

impl JavaThread {
    /// A new zeroed instance. The class must be instantiable and initialized
    /// as far as the caller owes it.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn new_instance(&self, class: ClassRef) -> Result<Ref, Throw> {
        debug_assert!(class.type_info.instance_size != 0, "{} has no instances", *class);
        self.allocate(
            &class.as_ref_static().type_info,
            class.type_info.instance_size as usize,
            None,
        )
    }

    /// A new zeroed array of this array class.
    ///
    /// # Errors
    ///
    /// `NegativeArraySizeException`, `OutOfMemoryError`.
    pub fn new_array(&self, class: ClassRef, length: i32) -> Result<Ref, Throw> {
        debug_assert!(class.is_array());
        if length < 0 {
            return Err(Throw::new(VmException::NegativeArraySize, length.to_string()));
        }
        if length > MAX_ARRAY_LENGTH {
            const TEXT: &str = "Requested array size exceeds VM limit";
            (self.vm().hooks().out_of_memory)(self, TEXT);
            return Err(self.out_of_memory(TEXT));
        }
        let info = &class.as_ref_static().type_info;
        let size = TypeInfo::array_size(info.element_shift, length as u32);
        self.allocate(info, size, Some(length as u32))
    }

    /// A new array of a primitive type, by descriptor character.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn new_primitive_array(&self, descriptor_char: u8, length: usize) -> Result<Ref, Throw> {
        let component = self.vm().primitive(descriptor_char);
        let class = (self.vm().hooks().array_class)(self, component)?;
        let Ok(length) = i32::try_from(length) else {
            return Err(self.out_of_memory("Requested array size exceeds VM limit"));
        };
        self.new_array(class, length)
    }

    /// A new array of references to this class.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`, or what making the array class throws.
    pub fn new_ref_array(&self, component: ClassRef, length: usize) -> Result<Ref, Throw> {
        let class = (self.vm().hooks().array_class)(self, component)?;
        let Ok(length) = i32::try_from(length) else {
            return Err(self.out_of_memory("Requested array size exceeds VM limit"));
        };
        self.new_array(class, length)
    }

    /// The class of arrays with this component.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn array_class(&self, component: ClassRef) -> Result<ClassRef, Throw> {
        match component.known_array_class() {
            Some(class) => Ok(class),
            None => (self.vm().hooks().array_class)(self, component),
        }
    }

    /// The slow path of every allocation.
    fn allocate(&self, info: &TypeInfo, size: usize, length: Option<u32>) -> Result<Ref, Throw> {
        let mut attempt = 0;
        loop {
            // SAFETY: the buffer belongs to this thread, which runs; the type is
            // in the class table, and the callers computed size and length from
            // it.
            let result = unsafe {
                self.vm().heap.allocate(&mut *self.tlab.get(), info, size, length, attempt)
            };
            match result {
                Ok(object) => return Ok(object),
                Err(AllocationFailure::NeedsCollection(cause)) => self.collect(cause),
                Err(AllocationFailure::OutOfMemory) => return Err(self.heap_exhausted()),
            }
            attempt += 1;
        }
    }

    /// Bytes that the thread has allocated so far; only for the thread itself or
    /// while it is stopped.
    pub fn allocated_bytes(&self) -> u64 {
        // SAFETY: nobody else uses the buffer, as the callers promise.
        unsafe { &*self.tlab.get() }.allocated_bytes()
    }

    /// Collects garbage with all threads stopped.
    pub fn collect(&self, cause: Cause) {
        let collections_before = self.vm().collections();
        let operation = if cause.wants_full() { "CollectFull" } else { "CollectForAllocation" };
        self.at_safepoint(operation, |vm, threads| {
            // Another thread may have collected while this one waited its turn.
            if cause == Cause::AllocationFailure && vm.collections() != collections_before {
                return;
            }
            vm.monitors.deflate(vm, threads);
            let mut tlabs = threads.iter().map(|thread| thread.tlab.get());
            // SAFETY: all threads stand still; these are their buffers and all
            // the roots of the VM.
            let reports = unsafe { vm.heap.collect(cause, &VmRoots { vm, threads }, &mut tlabs) };
            for report in &reports {
                vm.note_collection(report);
            }
        });
        self.vm().pending.announce();
    }

    #[cold]
    fn heap_exhausted(&self) -> Throw {
        const TEXT: &str = "Java heap space";
        (self.vm().hooks().out_of_memory)(self, TEXT);
        self.out_of_memory(TEXT)
    }

    /// `OutOfMemoryError` with this text, prepared at boot so that throwing it
    /// needs no memory.
    #[cold]
    pub fn out_of_memory(&self, text: &'static str) -> Throw {
        match self.vm().prepared_error(text) {
            Some(error) => {
                self.exception.set(error);
                Throw::Pending
            }
            None => Throw::new(VmException::OutOfMemory, text),
        }
    }

    /// Whether an object is an instance of a well-known class.
    pub fn is_instance(&self, object: Ref, class: KnownClass) -> bool {
        !object.is_null() && self.class_of(object).is_assignable_to(self.vm().known.class(class))
    }
}
