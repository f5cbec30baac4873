#!/usr/bin/env bash
# Installs what Peaberry needs besides Rust to be built and tested, if it is not
# there: a C linker, and JDK 17 (its class library is what Peaberry runs;
# its javac compiles the programs of the tests).
set -eu

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

packages=()
command -v cc >/dev/null || packages+=(build-essential)
compgen -G '/usr/lib/jvm/java-17-openjdk-*/bin/javac' >/dev/null || packages+=(openjdk-17-jdk-headless)
if [ ${#packages[@]} -gt 0 ]; then
    as_root apt-get update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y "${packages[@]}"
fi

if ! command -v cargo >/dev/null && [ ! -x "$HOME/.cargo/bin/cargo" ]; then
    echo "Peaberry is built with cargo (Rust 1.95 or newer), which is not installed." >&2
    exit 1
fi
