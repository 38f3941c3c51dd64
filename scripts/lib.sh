# shellcheck shell=bash
# Sourced by every script: strict mode, where things are, how to speak.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/consores"
TOOLS="$CACHE/tools"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$ROOT/target}"
export PATH="$TOOLS/bin:$ROOT/crates/web-ui/node_modules/.bin:$HOME/.cargo/bin:$PATH"

# Says what happens next.
say() { printf '\n» %s\n' "$*"; }

# Says what is wrong and stops.
die() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}

# Installs the Python package $1, version $2, into a folder of its own.
python_tool() {
  local folder="$TOOLS/$1"
  [ "$("$folder/bin/python" -c 'import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))' "$1" 2>/dev/null)" = "$2" ] && return
  say "Installing $1 $2 into $TOOLS"
  python3 -m venv --clear "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check "$1==$2"
}
