"""Looks at the installed wheel: what the packages load, and that their types are published."""

import subprocess
import sys
from importlib.resources import files

TYPED = ("contexts", "verifier", "openbadge_issuer")
# An employer embeds the verifier alone: no network, no web, no general processor, no private keys.
FOREIGN_TO_VERIFIER = {"demo_app", "flask", "openbadge_issuer", "pyld", "requests", "sqlalchemy"}


def loaded_by(package: str) -> set[str]:
    """Return the top-level modules that importing a package adds to a fresh interpreter."""
    program = (
        "import sys; before = set(sys.modules);"
        f"import {package}; print(*{{name.partition('.')[0] for name in sys.modules}} - before)"
    )
    command = [sys.executable, "-I", "-c", program]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def problems() -> list[str]:
    """Return one sentence for each promise that the wheel breaks."""
    loads = {package: loaded_by(package) for package in TYPED}
    found = [
        f"{package} does not publish its types: py.typed is missing."
        for package in TYPED
        if not files(package).joinpath("py.typed").is_file()
    ]
    if not files("verifier").joinpath("report.schema.json").is_file():
        found.append("verifier does not bring the schema of its reports: report.schema.json.")
    if beyond := loads["contexts"] - set(sys.stdlib_module_names) - {"contexts"}:
        found.append(f"contexts loads more than the standard library: {sorted(beyond)}.")
    if foreign := loads["verifier"] & FOREIGN_TO_VERIFIER:
        found.append(f"verifier loads what it must not need: {sorted(foreign)}.")
    return found


if __name__ == "__main__":
    if found := problems():
        sys.exit("\n".join(found))
