# shellcheck shell=bash
# What the tests of the templates share: $bicep is the program (BICEP names it, or the PATH has it) and
# $pinned says whether it is of the version that .ci/bicep names. Formats and snapshots are of that one
# alone. Whoever lacks it has tested nothing, or not all, and ends with 77: neither passed nor failed.
# shellcheck disable=SC2034 # whoever reads this file uses them
not_tried=77
bicep=${BICEP:-bicep}
wanted=$(sed -n 's/^version=//p' .ci/bicep)

if ! command -v "$bicep" >/dev/null; then
  echo "NOT TRIED: there is no Bicep. BICEP names its program, which .ci/bicep downloads (version $wanted)." >&2
  exit "$not_tried"
fi
bicep=$(command -v "$bicep")
[[ $bicep == /* ]] || bicep=$PWD/$bicep
there=$("$bicep" --version) || { echo "FAILS $bicep --version" >&2; exit 1; }
pinned=true
[[ $there == *" version $wanted "* ]] || pinned=false
if [ "$pinned" = false ]; then
  echo "This is $there; this project is held against $wanted (.ci/bicep)." >&2
fi
