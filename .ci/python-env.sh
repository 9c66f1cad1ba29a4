# shellcheck shell=bash
# For scripts that source it: Python with packages.

# Whether there is a Python of 3.10 or newer, which python names then.
has_python() {
  for python in python3 python3.{10..20}; do
    "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && return
  done
  echo "Python 3.10 or newer is not here." >&2
  return 1
}

# Installs the packages of a file, each by its hash, into a virtual environment in the folder: once,
# and again where the file has changed.
install_python_packages() {
  local folder=$1 versions=$2
  has_python
  if cmp -s "$versions" "$folder/installed.txt"; then return; fi
  rm -rf "$folder"
  "$python" -m venv "$folder"
  "$folder/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$versions"
  cp "$versions" "$folder/installed.txt"
}
