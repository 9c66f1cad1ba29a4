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
