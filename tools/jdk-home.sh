#!/usr/bin/env bash
# Makes a directory that is to programs what an installed JDK is (JAVA_HOME), with
# Peaberry as its bin/java: jdk-home.sh DIR [JDK [PEABERRY]]. All else in it leads
# to the JDK, by default that of the `java` on the PATH.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?directory to make}
jdk=${2:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
vm=${3:-$here/target/release/peaberry}
[ -f "$jdk/lib/modules" ] || { echo "$jdk is not a JDK" >&2; exit 1; }
[ -x "$vm" ] || { echo "$vm is not there; cargo build --release" >&2; exit 1; }
mkdir -p "$dir/bin"
for part in "$jdk"/*; do
    [ "${part##*/}" = bin ] || ln -sfn "$part" "$dir/${part##*/}"
done
for tool in "$jdk"/bin/*; do
    ln -sfn "$tool" "$dir/bin/${tool##*/}"
done
ln -sfn "$(readlink -f "$vm")" "$dir/bin/java"
"$dir/bin/java" -version
