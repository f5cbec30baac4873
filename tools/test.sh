#!/usr/bin/env bash
# Installs what is missing and runs all tests: those of the crates, the rules of
# the source tree, and the Java programs of jtests. Arguments go to `cargo test`.
# The last line counts; the exit status tells whether all passed.
set -u
cd "$(dirname "$0")/.."
tools/setup.sh || exit 1
PATH="$HOME/.cargo/bin:$PATH"

output=$(mktemp)
trap 'rm -f "$output"' EXIT
cargo test --workspace --no-fail-fast "$@" 2>&1 | tee "$output"
status=${PIPESTATUS[0]}

# The same programs on the interpreter of plain bytecode must do the same, and
# the dispatcher's handlers must leave by jumps. Both use what was just built.
if [ "$status" = 0 ] && [ $# = 0 ]; then
    {
        cargo run --quiet --package jtests-harness --bin jtests -- --vm target/debug/peaberry \
            --vm-flag -XX:+UseReferenceInterpreter bytecode smoke exceptions &&
        cargo run --quiet --package jtests-harness --bin jtests -- --vm target/debug/peaberry \
            --vm-flag -XX:GCStress=200 --vm-flag -XX:+VerifyHeap smoke invoke &&
        cargo run --quiet --package peaberry-dispatch-check -- target/debug/peaberry
    } 2>&1 | tee -a "$output"
    status=${PIPESTATUS[0]}
fi

# Rust's test harness ends with "test result: ok. 3 passed; 0 failed; …", the
# one of the Java programs with "3 passed, 0 failed…".
awk -v status="$status" '
    /^test result: / || /^[0-9]+ passed, [0-9]+ failed/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed/) passed += $(i - 1)
            if ($i ~ /^failed/) { failed += $(i - 1); break } # not the expected ones
        }
    }
    END {
        if (status != 0 && failed == 0) failed = 1 # it did not come to counting
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' "$output"
