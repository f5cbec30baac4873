#!/usr/bin/env bash
# Installs what is missing, builds Peaberry, and runs a Java program with it:
#     tools/run.sh [FILE.java] [ARGUMENT...]
# Without a file it runs a tour of the language that is one of the tests.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/tools/setup.sh"
PATH="$HOME/.cargo/bin:$PATH"
cargo build --quiet --release --manifest-path "$root/Cargo.toml" --bin peaberry

source=${1:-$root/jtests/language/Tour.java}
[ $# -eq 0 ] || shift
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac --release 17 -d "$classes" "$source"
"$root/target/release/peaberry" -cp "$classes" "$(basename "$source" .java)" "$@"
