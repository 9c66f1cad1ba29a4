# shellcheck shell=sh disable=SC2034 # those who source it read them
# Sourced by the hooks: Azure Resource Manager and Microsoft Graph, asked as whoever signed in to azd.

case ${CLIENT_AUTHORITY:-} in
*.us/*) management=https://management.usgovcloudapi.net graph=https://graph.microsoft.us storage=core.usgovcloudapi.net ;;
*.cn/*) management=https://management.chinacloudapi.cn graph=https://microsoftgraph.chinacloudapi.cn storage=core.chinacloudapi.cn ;;
*) management=https://management.azure.com graph=https://graph.microsoft.com storage=core.windows.net ;;
esac

# With a connection string the broker's identity has no role on the Communication Services resource,
# which may be one that nobody here may see.
with_key=${ACS_CONNECTION_STRING_REFERENCE:+true}

# ask METHOD ORIGIN PATH: the status of the answer in $status, 000 where none came; its text, or why
# none came, in $answer; its header in the file $header, where that is named. The token goes through standard input, which no list of processes shows.
ask() {
  status=000
  if [ "${token_for-}" != "$2" ]; then
    token=$(azd auth token --scope "$2/.default" --output json 2>/dev/null </dev/null |
      sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
    token_for=${token:+"$2"}
  fi
  if [ -z "$token" ]; then
    answer="azd has no token for $2; run azd auth login"
    return 0
  fi
  answer=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl -sS --globoff --max-time 30 --config - ${header:+--dump-header "$header"} --request "$1" --write-out '\n%{http_code}' "$2$3" 2>&1) || return 0
  status=$(printf '%s\n' "$answer" | tail -n 1)
  answer=$(printf '%s\n' "$answer" | sed '$d')
}

# excerpt: the beginning of $answer, in one line.
excerpt() { printf '%s' "$answer" | tr '\n' ' ' | cut -c 1-300; }

# roles SCOPE: asks for the role assignments of the broker's identity at, above and below it.
roles() {
  ask GET "$management" "$1/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&%24filter=principalId%20eq%20'$IDENTITY_PRINCIPAL_ID'"
}

# members NAME: the texts of that name in the JSON of $answer, one in a line.
members() {
  # shellcheck disable=SC2020 # a set of characters
  printf '%s\n' "$answer" | tr ',{}' '\n\n\n' | sed -n 's/^[[:space:]]*"'"$1"'": *"\([^"]*\)".*/\1/p'
}
