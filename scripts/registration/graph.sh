# shellcheck shell=bash disable=SC2154 # register.sh sets errors and graph_endpoint
# Sourced by register.sh: Microsoft Graph through the Azure CLI, which adds the token that nobody sees.

# graph METHOD PATH [BODY] [HEADER]
graph() {
  local arguments=(rest --only-show-errors --output json --method "$1" --url "$graph_endpoint/v1.0$2")
  [ -z "${3-}" ] || arguments+=(--body "$3" --headers Content-Type=application/json)
  [ -z "${4-}" ] || arguments+=("$4")
  az "${arguments[@]}"
}

# The same, tried again while Graph does not know yet what was created a moment ago.
graph_soon() {
  local tries=6
  until graph "$@" 2>"$errors"; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ] || ! grep -Eq 'ResourceNotFound|does not exist|NoBackingApplicationObject' "$errors"; then
      cat "$errors" >&2
      return 1
    fi
    sleep "${REGISTER_RETRY_SECONDS:-5}"
  done
}

# Prints the application of this unique name, {} where there is none.
application() {
  if graph GET "/applications(uniqueName='$1')" 2>"$errors"; then
    return
  fi
  if ! grep -q 'Request_ResourceNotFound' "$errors"; then
    cat "$errors" >&2
    return 1
  fi
  echo '{}'
}

# Prints the scopes of the application's service principal in this tenant, as a list.
scopes_of() {
  local answer
  answer=$(graph GET "/servicePrincipals?\$select=appId,oauth2PermissionScopes&\$filter=appId%20eq%20'$1'") || return
  jq -c '.value[0].oauth2PermissionScopes // []' <<<"$answer"
}

# Prints the object id of the application's service principal in this tenant, nothing where there is none.
principal() {
  local answer
  # bash does not stop at a failure in here by itself, as the caller takes what is printed.
  answer=$(graph GET "/servicePrincipals?\$select=id,appId&\$filter=appId%20eq%20'$1'") || return
  jq -r '.value[0].id // empty' <<<"$answer"
}
