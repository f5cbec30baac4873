//! Translates the class library without running it, and checks what must hold of
//! every translation.

use super::insn::{Op, wide_operand};
use super::translate::{self, Failure, Output};
use super::{ENTRY_STUBS, gc_map, types};
use crate::link::{self, boot};
use crate::model::MethodRef;
use crate::thread::{Hooks, JavaThread, Library, Vm, VmConfig};
use std::path::Path;

fn with_vm(home: &Path, library: Library, body: impl FnOnce(&JavaThread)) {
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
        verify_local: false,
        preview: false,
        log: std::sync::Arc::new(crate::thread::log::Log::quiet()),
        on_out_of_memory: Default::default(),
        print_concurrent_locks: false,
        print_class_histogram: false,
        print_method_tables: false,
        reduce_signals: false,
    };
    let vm: &'static Vm = Box::leak(Vm::new(config, ENTRY_STUBS).expect("address space"));
    vm.install_hooks(Hooks {
        invoke: |_, method, _| panic!("translation alone has called {}", &*method),
        bci: gc_map::bci,
        frame_locks: super::frame_locks,
        frame_roots: gc_map::frame_roots,
        initialize: link::ensure_initialized,
        known_class: boot::known_class,
        known_method: boot::known_method,
        boot_class: link::boot_class,
        array_class: link::array_class,
        note_collection: |_, _| {},
        out_of_memory: |_, _| {},
    });
    boot::open_boot_path(vm).expect("an image");
    vm.attach(true, |t| {
        boot::preload(t).expect("the well-known classes load");
        body(t);
    })
    .expect("a thread");
}

/// Words at which instructions start, and the branch targets.
fn starts_and_targets(output: &Output) -> (Vec<bool>, Vec<i64>) {
    let words = &output.words;
    let (mut starts, mut targets) = (vec![false; words.len()], Vec::new());
    let mut at = 0;
    while at < words.len() {
        starts[at] = true;
        let word = &words[at];
        let op = Op::from_number(word.op).expect("an operation of the table");
        let here = at as i64;
        let number = wide_operand(word) as usize;
        let half = |word: usize, half: usize| {
            let literal = &output.words[word];
            let bits = if half == 0 { [literal.op, literal.a] } else { [literal.b, literal.c] };
            i64::from((u32::from(bits[0]) | u32::from(bits[1]) << 16) as i32)
        };
        at += match op {
            Op::Tableswitch => {
                targets.push(here + half(at + 1, 1));
                targets.extend((0..number).map(|n| here + half(at + 2 + n / 2, n % 2)));
                2 + number.div_ceil(2)
            }
            Op::Lookupswitch => {
                targets.push(here + half(at + 1, 0));
                targets.extend((0..number).map(|n| here + half(at + 2 + n, 1)));
                2 + number
            }
            _ => {
                if op.operands().contains('o') {
                    targets.push(here + i64::from(word.c as i16));
                } else if op.operands().contains('O') {
                    targets.push(here + i64::from(wide_operand(word) as i32));
                }
                op.words()
            }
        };
    }
    assert_eq!(at, words.len(), "the last instruction is complete");
    (starts, targets)
}

/// Branches lead to instructions, slots are inside the frame.
fn check(method: MethodRef, output: &Output) {
    let (starts, targets) = starts_and_targets(output);
    for target in targets {
        let target = usize::try_from(target).ok();
        assert!(target.is_some_and(|at| starts.get(at) == Some(&true)), "{}", &*method);
    }
    for (bci, word) in &output.handlers {
        assert!(starts[*word as usize], "{}: handler at {bci}", &*method);
    }
    let code = method.code.as_ref().expect("translated");
    let slots = output.stack_base + code.max_stack;
    for (at, word) in output.words.iter().enumerate().filter(|(at, _)| starts[*at]) {
        let op = Op::from_number(word.op).expect("an operation of the table");
        let is_call = output.words.get(at + 1).is_some() && format!("{op:?}").starts_with("Invoke");
        for (letter, slot) in op.operands().chars().zip([word.a, word.b, word.c]) {
            // A call without arguments may begin just behind the frame.
            let end = if is_call { slots + 1 } else { slots };
            assert!(!"sdx".contains(letter) || slot < end, "{} at {at}: {op:?}", &*method);
        }
    }
}

/// The map at every instruction can be made, and names slots of the frame.
fn check_maps(method: MethodRef, output: &Output) {
    let code = method.code.as_ref().expect("translated");
    let analysis = translate::Analysis::of(method, code).expect("analysed before");
    for (word, bci) in output.bcis.iter().enumerate() {
        let Some(snapshot) = translate::snapshot(method, output.form, word as u32) else {
            // Literals of switches: no thread stands there.
            continue;
        };
        let op = output.words[word].op;
        if [Op::Mov, Op::Mov2, Op::Swap].iter().any(|moves| *moves as u16 == op) {
            // Moves of the `dup` family come when the stack has changed; no
            // thread stops at a move.
            continue;
        }
        let types = types::before(method, code, &analysis, snapshot.bci);
        let types = types.unwrap_or_else(|| panic!("{}: no types at {bci}", &*method));
        assert_eq!(types.locals.len(), usize::from(code.max_locals));
        // A test at a loop's end goes on with a jump when its operands are gone.
        assert!(snapshot.own_slot.len() <= types.stack.len(), "{} at {bci}", &*method);
    }
}

#[test]
fn the_class_library_translates() {
    let home = std::env::var_os("JAVA17_HOME")
        .map_or_else(|| "/usr/lib/jvm/java-17-openjdk-amd64".into(), std::path::PathBuf::from);
    if !home.join("lib/modules").exists() {
        return;
    }
    with_vm(&home, Library::Java17, |t| {
        let (mut translated, mut mapped) = (0, 0);
        for resource in boot::image(t.vm()).resources() {
            let resource = resource.expect("a sound image");
            let wanted = matches!(resource.parent, b"java/lang" | b"java/util" | b"java/math");
            if !wanted || resource.module != b"java.base" || resource.extension != b"class" {
                continue;
            }
            let name = [resource.parent, b"/", resource.base].concat();
            let _scope = t.scope();
            let symbol = t.vm().symbols.intern(&name);
            let class = link::load_class(t, t.vm().boot_loader, symbol).expect("it loads");
            for slot in 0..class.methods.len() {
                let method = class.method_at(slot).expect("a declared method");
                if method.code.is_none() {
                    continue;
                }
                // Every third one in the form that counts steps.
                match translate::translate(method, translated % 3 == 0) {
                    Ok(output) => {
                        check(method, &output);
                        translated += 1;
                        if output.words.len() < 200 && translated % 20 == 0 {
                            check_maps(method, &output);
                            mapped += 1;
                        }
                    }
                    Err(Failure::Interpret) => {}
                    Err(failure) => panic!("{}: {failure:?}", &*method),
                }
            }
        }
        assert!(translated > 5_000 && mapped > 200, "{translated} translated, {mapped} mapped");
    });
}
