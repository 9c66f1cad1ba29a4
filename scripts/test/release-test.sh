#!/usr/bin/env bash
# Tests that .ci/release lets no tag through that versions and changelog do not bear out, one thing wrong
# at a time, and that the notes of a release are its part of the changelog.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT

# The project as it is, in the version 1.2.3
lay() {
  cp --parents .ci/release pom.xml azure.yaml docs/openapi.yaml web/client/package.json web/client/package-lock.json "$project"
  sed -i '0,/<version>[^<]*</s//<version>1.2.3</' "$project/pom.xml"
  sed -i 's/\(template: acs-token-broker@\).*/\11.2.3/' "$project/azure.yaml"
  sed -i 's/^  version: .*/  version: 1.2.3/' "$project/docs/openapi.yaml"
  local file
  for file in package.json package-lock.json; do
    jq '.version = "1.2.3" | if .packages then .packages[""].version = "1.2.3" else . end' \
      "web/client/$file" >"$project/web/client/$file"
  done
  printf '%s\n' '# Changelog' '' '## Unreleased' '' 'not yet' '' '## 1.2.3 - 2026-12-24' '' '### Added' '' \
    '- new' '' '## 1.2.2 - 2026-12-01' '' 'old' >"$project/CHANGELOG.md"
}

release() {
  code=0
  said=$(bash "$project/.ci/release" "$@" 2>&1) || code=$?
}

# refuses NAME FILE SED-EXPRESSION SENTENCE
refuses() {
  lay
  sed -i "$3" "$project/$2"
  release check v1.2.3
  expect "$1" is "$code $said" "1 $4"
}

lay
release check v1.2.3
expect 'what agrees is let through' is "$code $said" '0 '
for tag in 1.2.3 v1.2 v1.2.3-beta v01.2.3 'v1.2.3 x'; do
  release check "$tag"
  expect "the tag $tag" is "$code $said" "1 The tag $tag is not v<major>.<minor>.<patch>."
done
refuses 'a snapshot' pom.xml 's/1\.2\.3/1.2.3-SNAPSHOT/' 'The tag is v1.2.3, but pom.xml has 1.2.3-SNAPSHOT.'
refuses 'another template' azure.yaml 's/1\.2\.3/1.2.4/' 'The tag is v1.2.3, but azure.yaml has 1.2.4.'
refuses 'no template' azure.yaml '/template:/d' 'The tag is v1.2.3, but azure.yaml has no version.'
refuses 'another description' docs/openapi.yaml 's/^  version: .*/  version: 1.2.4/' \
  'The tag is v1.2.3, but docs/openapi.yaml has 1.2.4.'
refuses 'another client library' web/client/package.json 's/"1\.2\.3"/"1.2.4"/' \
  'The tag is v1.2.3, but web/client/package.json has 1.2.4.'
refuses 'an old lock file' web/client/package-lock.json '0,/"1\.2\.3"/s//"1.2.2"/' \
  'The tag is v1.2.3, but web/client/package-lock.json has 1.2.2.'
for heading in '## 1.2.3' '## 1.2.3 - soon' '## 1x2.3 - 2026-12-24' '## 1.2.30 - 2026-12-24'; do
  refuses "the heading $heading" CHANGELOG.md "s/^## 1.2.3 .*/$heading/" \
    'The tag is v1.2.3, but CHANGELOG.md has no heading ## 1.2.3 - <year>-<month>-<day>.'
done
lay
release check v1.2.4
expect 'everything that is wrong is said in one line' is "$(wc -l <<<"$said") $(grep -o ' has ' <<<"$said" | wc -l)" '1 7'
release notes v1.2.3
expect 'the notes are the part of the version' is "$said" $'### Added\n\n- new'

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The versions of a release: all well."
