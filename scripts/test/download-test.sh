#!/usr/bin/env bash
# Tests that .ci/bicep hands out no other program than the one whose checksum it has, with a curl that
# downloads another.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
mkdir -p "$project/.ci" "$project/bin" "$project/tools"
cp .ci/bicep "$project/.ci"
echo 'another program' >"$project/tools/bicep"
(cd "$project" && python3 -m zipfile -c package.zip tools/)
cat >"$project/bin/curl" <<'END'
#!/usr/bin/env bash
while [ "$1" != -o ]; do shift; done
cp "$(dirname "$0")/../package.zip" "$2"
END
chmod +x "$project/bin/curl"

download() {
  code=0
  said=$(env -u BICEP PATH="$project/bin:$PATH" "$@" bash "$project/.ci/bicep" 2>&1) || code=$?
}
download
expect 'another program is refused' test "$code" -ne 0
expect 'with the reason' says 'computed checksum did NOT match'
expect 'and not named' test "${said#*"/tools/bicep
"}" = "$said"
download
expect 'nor is it taken the next time, when it is there' test "$code" -ne 0
download BICEP=/a/bicep
expect 'BICEP is taken as it is' is "$code $said" '0 /a/bicep'

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The download of Bicep: all well."
