#!/usr/bin/env bash
# Installs what the tests need beside Python: Chromium, the Node packages of interop/, SoftHSM2.
# Usage: scripts/install-test-system.sh [browser] [node] [hsm]        without arguments: all
set -euo pipefail
cd "$(dirname "$0")/.."

# What is missing is a sentence for a developer, whose tests skip, and a failure for CI.
missing() {
  echo "$*" >&2
  [ "${CI:-}" != true ] || exit 1
}

install_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then return; fi
  done
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    missing "No Chromium was found. The browser tests need it: install chromium and fonts-dejavu-core (Debian), or your system's Chromium."
    return
  fi
  echo "Installing Chromium from the distribution's packages"
  export DEBIAN_FRONTEND=noninteractive
  local options=(-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  if ! { apt-get "${options[@]}" update &&
    apt-get "${options[@]}" install --yes --no-install-recommends chromium fonts-dejavu-core >/dev/null; }; then
    missing "Chromium could not be installed. Install the packages chromium and fonts-dejavu-core by hand."
  fi
}

install_node() {
  local lock=interop/package-lock.json done=interop/node_modules/.installed-lock
  if [ ! -f "$lock" ] || cmp -s "$lock" "$done"; then return; fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    missing "Node 20 or newer, with npm, was not found. The interoperability tests need it."
    return
  fi
  echo "Installing the Node packages of interop/"
  if npm ci --prefix interop --ignore-scripts --no-audit --no-fund --loglevel=error; then
    cp "$lock" "$done"
  else
    missing "The Node packages could not be installed. Try again by hand: npm ci --prefix interop --ignore-scripts"
  fi
}

install_hsm() {
  if [ -e /usr/lib/softhsm/libsofthsm2.so ] && command -v softhsm2-util >/dev/null; then return; fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    missing "SoftHSM2 was not found. The tests of hardware keys need it: install softhsm2 (Debian)."
    return
  fi
  echo "Installing SoftHSM2 from the distribution's packages"
  export DEBIAN_FRONTEND=noninteractive
  local options=(-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  if ! { apt-get "${options[@]}" update &&
    apt-get "${options[@]}" install --yes --no-install-recommends softhsm2 >/dev/null; }; then
    missing "SoftHSM2 could not be installed. Install the package softhsm2 by hand."
  fi
}

[ $# -gt 0 ] || set -- browser node hsm
for part; do "install_$part"; done
