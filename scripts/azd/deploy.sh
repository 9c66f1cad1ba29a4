#!/usr/bin/env sh
# deploy.sh [options of azd deploy]: deploys, three times at most where it meets a 403, since a role
# that was assigned minutes ago is not in force everywhere. For pipelines, where nobody repeats it.
set -eu

again=${DEPLOY_AGAIN_AFTER:-90}
case $again in
*[!0-9]*) echo "DEPLOY_AGAIN_AFTER must be a whole number of seconds." >&2; exit 1 ;;
esac

said=$(mktemp)
trap 'rm -f "$said" "$said.code"' EXIT

for try in 1 2 3; do
  { azd deploy "$@" 2>&1 && echo 0 >"$said.code" || echo $? >"$said.code"; } | tee "$said"
  code=$(cat "$said.code")
  if [ "$code" -eq 0 ] || [ "$try" -eq 3 ] || ! grep -qw 403 "$said"; then
    exit "$code"
  fi
  echo "A 403: a role of the broker's identity is not in force yet. Deploying again in $again seconds."
  sleep "$again"
done
