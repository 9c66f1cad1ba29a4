# shellcheck shell=bash
# shellcheck disable=SC2034
# For scripts that source it: a local cloud that ends with them.

# Starts one with these options of Maven's; sets cloud, log, url and entra.
start_local_cloud() {
  log=$(mktemp)
  ./mvnw -B -Plocal "$@" >"$log" 2>&1 </dev/null &
  cloud=$!
  trap 'kill -TERM "$cloud" 2>/dev/null || true; rm -f "$log"' EXIT
  for _ in $(seq 240); do
    grep -q '^Listening on ' "$log" && break
    kill -0 "$cloud" 2>/dev/null || break
    sleep 0.5
  done
  grep -q '^Listening on ' "$log" || { cat "$log"; echo "The local cloud did not start." >&2; exit 1; }
  url=$(sed -n 's/^Listening on //p' "$log")
  entra=$(grep -o "http://[^']*/local/token" "$log" | head -1)
  entra=${entra%/local/token}
}

# Tells it to end, and sees that it does so for no other reason.
stop_local_cloud() {
  local code=0
  kill -TERM "$cloud"
  wait "$cloud" || code=$?
  [ "$code" -eq 143 ] || { echo "SIGTERM ended it with $code." >&2; exit 1; }
}
