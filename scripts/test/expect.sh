# shellcheck shell=bash
# What the tests of scripts share: $code and $said are of the last run, $failures counts.
code=0 said='' failures=0

expect() {
  local name=$1
  shift
  if "$@"; then
    echo "ok    $name"
  else
    echo "FAILS $name (exit $code): $said"
    failures=$((failures + 1))
  fi
}

is() { [ "$1" = "$2" ]; }
says() { [[ $said == *"$1"* ]]; }

# The shells of Debian, of Git for Windows and of small containers, one name in a line, those that are
# not here left out, which is said.
shells() {
  local shell
  for shell in dash bash 'busybox sh'; do
    if command -v "${shell%% *}" >/dev/null; then
      echo "$shell"
    else
      echo "$shell is not here: nothing was tried with it." >&2
    fi
  done
}
