# Sourced by mvnw: chooses the JDK that Maven runs on, because the Functions plugin loads our classes in it.
# Keeps the default where it is 21 or newer, otherwise takes the oldest such JDK of the usual places.
# shellcheck shell=sh

jdk_minimum=21

# Prints the feature release of the JDK in $1 (21 for "21.0.4"); fails where there is no JDK.
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$jdk_version" ] && printf '%s\n' "$jdk_version"
}

# Prints the home of the java that is first on the PATH, which is what Maven would run on.
jdk_on_path() {
  jdk_java=$(command -v java) || return 1
  jdk_link=$(readlink -f "$jdk_java" 2>/dev/null) || jdk_link=$jdk_java
  dirname "$(dirname "$jdk_link")"
}

jdk_is_new_enough() {
  jdk_found=$(jdk_release "$1") && [ "$jdk_found" -ge "$jdk_minimum" ]
}

# Prints the home of the oldest JDK that is new enough, of those in the usual places.
jdk_search() {
  set +f # mvnw switches globbing off
  for jdk_home in ${ACS_BROKER_JDKS-/usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*}; do
    jdk_is_new_enough "$jdk_home" && printf '%s %s\n' "$jdk_found" "$jdk_home"
  done | sort -n | sed -n '1s/^[0-9]* //p'
  set -f
}

jdk_default=${JAVA_HOME-}
[ -n "$jdk_default" ] || jdk_default=$(jdk_on_path) || jdk_default=
if [ -n "$jdk_default" ] && jdk_is_new_enough "$jdk_default"; then
  JAVA_HOME=$jdk_default
else
  JAVA_HOME=$(jdk_search)
fi
if [ -z "$JAVA_HOME" ]; then
  echo "mvnw needs a JDK $jdk_minimum or newer and found none: install one, or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
