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
