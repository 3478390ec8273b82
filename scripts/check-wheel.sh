#!/usr/bin/env bash
# Builds the wheel, installs it beside the core dependencies alone, and looks at it from outside.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pip=(-m pip --quiet --disable-pip-version-check)

.venv/bin/python "${pip[@]}" wheel --no-deps --no-build-isolation --wheel-dir "$work" .
.venv/bin/python -m venv "$work/venv"
"$work/venv/bin/python" "${pip[@]}" install --require-hashes -r requirements/core.txt
"$work/venv/bin/python" "${pip[@]}" install --no-index --no-deps "$work"/*.whl
"$work/venv/bin/python" -I scripts/check_wheel.py
(cd "$work" && venv/bin/openbadge --help >/dev/null)
echo "The wheel installs with the core dependencies alone, imports and runs."
