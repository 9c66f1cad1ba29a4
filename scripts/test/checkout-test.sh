#!/usr/bin/env bash
# A checkout with the settings of Git for Windows is the same, byte for byte, as one without: shells in
# WSL and in dev containers read no carriage returns, and tests compare files.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -c core.autocrlf=false checkout-index --all --prefix="$work/here/"
git -c core.autocrlf=true checkout-index --all --prefix="$work/windows/"
diff -rq "$work/here" "$work/windows" >"$work/differences" || {
  echo "FAILS $(grep -c '' "$work/differences") files differ in a checkout on Windows, $(head -n 1 "$work/differences") among them"
  exit 1
}
returns=$(grep -rl --include='*.sh' --include=mvnw $'\r' "$work/windows" || true)
[ -z "$returns" ] || { echo "FAILS carriage returns in $returns"; exit 1; }
head -n 1 "$work/windows/mvnw.cmd" | grep -q $'\r$' || { echo 'FAILS mvnw.cmd has the ends of lines of Unix'; exit 1; }
echo "A checkout on Windows is the same as here: $(git ls-files | grep -c '') files."
