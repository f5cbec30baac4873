//! Loads and links classes of an installed JDK without running any Java code.

use super::*;
use crate::model::{Class, ClassRef, InitState, KnownClass, MethodRef, Throw};
use crate::thread::{EntryStubs, Hooks, JavaThread, Library, Vm, VmConfig};
use heap::layout::Shape;
use std::path::{Path, PathBuf};

/// Homes of installed class libraries, where there are any.
fn homes() -> Vec<(PathBuf, Library)> {
    let named = |variable: &str, fallback: &str, library| {
        let home =
            std::env::var_os(variable).map_or_else(|| PathBuf::from(fallback), PathBuf::from);
        home.join("lib/modules").exists().then_some((home, library))
    };
    [
        named("JAVA17_HOME", "/usr/lib/jvm/java-17-openjdk-amd64", Library::Java17),
        named("JAVA25_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64", Library::Java25),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn hooks() -> Hooks {
    Hooks {
        invoke: |_, method, _| panic!("linking alone has called {}", *method),
        bci: |_| 0,
        frame_locks: |_| crate::thread::FrameLocks::None,
        frame_roots: |_, _, _| {},
        initialize,
        known_class: boot::known_class,
        known_method: boot::known_method,
        boot_class,
        array_class,
        note_collection: |_, _| {},
        out_of_memory: |_, _| {},
    }
}

/// Runs `body` in a VM whose well-known classes are loaded.
fn with_vm(home: &Path, library: Library, body: impl FnOnce(&JavaThread)) {
    with_checked_vm(home, library, false, body);
}

/// As [`with_vm`], optionally checking and verifying the boot loader's classes.
fn with_checked_vm(
    home: &Path,
    library: Library,
    verify_local: bool,
    body: impl FnOnce(&JavaThread),
) {
    let config = VmConfig {
        reference_interpreter: false,
        direct_call_sites: true,
        thread_step_limit: 0,
        java_home: home.to_owned(),
        library,
        heap: heap::HeapConfig::default(),
        stack_bytes: 1 << 20,
        boot_append: Vec::new(),
        properties: Vec::new(),
        arguments: Vec::new(),
        flags: Vec::new(),
        assertions: Vec::new(),
        system_assertions: false,
        verify_remote: false,
        verify_local,
        preview: false,
        log: std::sync::Arc::new(crate::thread::log::Log::quiet()),
        on_out_of_memory: Default::default(),
        print_concurrent_locks: false,
        print_class_histogram: false,
        print_method_tables: false,
        reduce_signals: false,
    };
    let null = std::ptr::null();
    let stubs = EntryStubs { translate: null, native: null, abstract_method: null };
    let vm: &'static Vm = Box::leak(Vm::new(config, stubs).expect("address space for a heap"));
    vm.install_hooks(hooks());
    boot::open_boot_path(vm).expect("an image");
    vm.attach(true, |t| {
        boot::preload(t).expect("the well-known classes load");
        body(t);
    })
    .expect("a thread");
}

/// Loads and links all classes of java.base; the classes.
fn link_java_base(t: &JavaThread) -> Vec<ClassRef> {
    let mut linked = Vec::new();
    for resource in boot::image(t.vm()).resources() {
        let resource = resource.expect("a sound image");
        let is_class = resource.module == b"java.base" && resource.extension == b"class";
        if !is_class || resource.base == b"module-info" {
            continue;
        }
        let name = [resource.parent, b"/", resource.base].concat();
        let _scope = t.scope();
        let symbol = t.vm().symbols.intern(&name);
        let class = load_class(t, t.vm().boot_loader, symbol)
            .and_then(|class| link_class(t, class).map(|()| class))
            .unwrap_or_else(|throw| panic!("{symbol}: {}", describe(t, throw)));
        linked.push(class);
    }
    linked
}

fn describe(t: &JavaThread, throw: Throw) -> String {
    match throw {
        Throw::Pending => t.class_of(t.take_exception()).binary_name(),
        other => format!("{other:?}"),
    }
}

/// No two instance fields of an object overlap, none leaves it, and the
/// collector's runs are exactly the references.
fn check_layout(class: &Class) {
    let size = class.type_info.instance_size as usize;
    let mut owner = vec![0u8; size];
    let mut references = 0;
    let mut at = Some(class);
    while let Some(class) = at {
        for field in class.fields.iter().filter(|field| !field.is_static()) {
            let (start, bytes) = (field.offset as usize, field.kind.element_size());
            assert!(start >= 8 && start.is_multiple_of(bytes), "{field} at {start}");
            for byte in &mut owner[start..start + bytes] {
                assert_eq!(*byte, 0, "{field} overlaps another field");
                *byte = 1 + u8::from(field.kind.is_reference());
            }
            references += u32::from(field.kind.is_reference());
        }
        at = class.super_class.map(ClassRef::as_ref_static);
    }
    let unseen = if class.type_info.shape == Shape::Reference { 2 } else { 0 };
    let expected = references - unseen;
    assert!(class.type_info.ref_run_count <= expected, "{class} has too many runs");
    assert_eq!(class.type_info.ref_run_count == 0, expected == 0, "{class} has no runs");
}

/// Each declared method is what its vtable entry selects, and each interface
/// method of a concrete class has an implementation.
fn check_tables(class: ClassRef) {
    if class.is_interface() {
        assert!(class.vtable.is_empty() && class.itable.is_empty());
        return;
    }
    let class = class.as_ref_static();
    for method in class.methods {
        if let Ok(index) = usize::try_from(method.vtable_index) {
            assert_eq!(class.vtable[index], MethodRef::from(method), "{method}");
        }
    }
    for method in class.vtable {
        let declared = method.class.is_interface() || class.is_subclass_of(method.class);
        assert!(declared, "{method:?} in {class}");
        assert!(class.flags.is_abstract() || !method.flags.is_abstract(), "{method:?} in {class}");
    }
    for entry in class.itable {
        for (method, selected) in dispatch::itable_methods(entry.interface).zip(entry.methods) {
            let found = lookup::select_for_interface(ClassRef::from(class), method);
            match selected {
                Some(selected) => assert_eq!(found, Inherited::Default(*selected), "{class}"),
                None => assert!(class.flags.is_abstract(), "{class} lacks {method:?}: {found:?}"),
            }
        }
    }
}

#[test]
fn java_base_links() {
    for (home, library) in homes() {
        with_vm(&home, library, |t| {
            let classes = link_java_base(t);
            assert!(classes.len() > 6000);
            for class in classes {
                assert_eq!(class.state(), InitState::Linked);
                assert!(!class.mirror.get().is_null());
                assert_eq!(t.class_of_mirror(class.mirror.get()), class);
                check_layout(&class);
                check_tables(class);
            }
        });
    }
}

#[test]
fn java_base_verifies() {
    for (home, library) in homes() {
        with_checked_vm(&home, library, true, |t| {
            assert!(link_java_base(t).len() > 6000);
        });
    }
}

#[test]
fn objects_have_the_promised_sizes() {
    for (home, library) in homes() {
        with_vm(&home, library, |t| {
            let size = |name: &str| boot_class(t, name).expect("it loads").type_info.instance_size;
            assert_eq!(size("java/lang/Object"), 8);
            assert_eq!(size("java/lang/Long"), 16);
            assert_eq!(size("java/lang/Integer"), 16);
            assert_eq!(size("java/util/HashMap$Node"), 24);
            assert_eq!(size("java/lang/String"), 24);
        });
    }
}

#[test]
fn array_classes_are_shared_and_covariant() {
    for (home, library) in homes() {
        with_vm(&home, library, |t| {
            let find = |name: &[u8]| {
                let name = t.vm().symbols.intern(name);
                load_class(t, t.vm().boot_loader, name).expect("it loads")
            };
            let strings = find(b"[[Ljava/lang/String;");
            assert_eq!(strings, find(b"[[Ljava/lang/String;"));
            assert_eq!(strings.external_name(), "java.lang.String[][]");
            assert!(strings.is_assignable_to(find(b"[[Ljava/lang/Object;")));
            assert!(strings.is_assignable_to(find(b"[Ljava/lang/Cloneable;")));
            assert!(!find(b"[I").is_assignable_to(find(b"[J")));
            assert!(!find(b"[[I").is_assignable_to(find(b"[[Ljava/lang/Object;")));
        });
    }
}

#[test]
fn missing_classes_are_not_found() {
    for (home, library) in homes() {
        with_vm(&home, library, |t| {
            let name = t.vm().symbols.intern(b"java/lang/NoSuchClass");
            assert!(matches!(find_class(t, t.vm().boot_loader, name), Ok(None)));
            let failure = load_class(t, t.vm().boot_loader, name).expect_err("there is none");
            assert!(describe(t, failure).contains("java/lang/NoSuchClass"));
            let known = t.vm().known.class(KnownClass::Class);
            assert_eq!(t.class_of(known.mirror.get()), known);
        });
    }
}
