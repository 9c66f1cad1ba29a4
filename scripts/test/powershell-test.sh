#!/usr/bin/env bash
# Tests scripts/azd/with-sh.ps1 with a Git as it lies on Windows, in a folder with a space. PWSH names
# PowerShell.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

pwsh=${PWSH:-$(command -v pwsh || echo "$PWD/../shared/pwsh/pwsh")}
[ -x "$pwsh" ] || { echo "PowerShell is not here: the hooks of Windows were not tried."; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
project="$work/my project/scripts/azd" git="$work/Program Files/Git"
mkdir -p "$project" "$git/bin" "$git/cmd" "$git/mingw64/libexec/git-core" "$work/path" "$work/bin"
cp scripts/azd/with-sh.ps1 "$project"
# shellcheck disable=SC2016 # the hook's own variables
echo 'echo "hook in $PWD, $VALUE, by $SHELL_OF"; exit "${CODE:-0}"' >"$project/try.sh"
# shellcheck disable=SC2016
printf '#!/bin/sh\n[ "$1" = --exec-path ] && echo "%s"\n' "$git/mingw64/libexec/git-core" >"$git/cmd/git"
printf '#!/bin/sh\nSHELL_OF=git\nexport SHELL_OF\nexec /bin/sh "$@"\n' >"$git/bin/sh.exe"
chmod +x "$git/cmd/git" "$git/bin/sh.exe"
# What starts PowerShell needs a few programs, and no sh may be found among them
for program in bash env dirname readlink mkdir tar xz cat rm mv id flock stat cp mktemp ln chmod cut sha256sum; do
  ! found=$(command -v "$program") || ln -s "$found" "$work/bin/$program"
done

# powershell PATH HOOK [VARIABLE=VALUE...]: as azd does, from a file that has what azure.yaml says.
powershell() {
  local path=$1 name=$2
  shift 2
  code=0
  sed -n "s/^ *run: \(.*with-sh\.ps1\) show;/\1 $name;/p" azure.yaml >"$work/inline.ps1"
  said=$(cd "$work/my project" && env PATH="$path" "$@" "$pwsh" -NoProfile -File "$work/inline.ps1" 2>&1 </dev/null) || code=$?
}

powershell "$git/cmd:$work/bin" try 'VALUE=two words'
expect 'a hook runs by the shell of Git, which is on no PATH' says ', two words, by git'
expect 'in the folder of the project, whose name has a space' says "hook in $work/my project"
expect 'and ends well' is "$code" 0
powershell "$git/cmd:$work/bin" try CODE=7
expect 'its exit code is that of azd' is "$code" 7
powershell "$work/bin" try
expect 'without Git it says what is needed' says 'winget install Git.Git'
expect 'and fails' test "$code" -ne 0
powershell "$git/cmd:$work/bin" trie
expect 'a hook that is not there is named' says 'There is no hook trie.'
expect 'and fails too' test "$code" -ne 0

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The hooks by PowerShell: all well."
