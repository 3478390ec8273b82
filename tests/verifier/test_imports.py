"""What the verifier brings along: little enough for an employer to embed it alone."""

import json
import subprocess
import sys

import verifier

HEAVY = {"requests", "httpx", "pyld", "flask", "sqlalchemy", "click", "openbadge_issuer"}


def loaded_after(statement: str) -> set[str]:
    """The top-level modules of a fresh interpreter after a statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_importing_the_verifier_loads_no_web_and_no_issuer() -> None:
    """Neither a network library nor a general JSON-LD processor nor private-key code."""
    assert not loaded_after("import verifier") & HEAVY


def test_a_whole_verification_and_a_decision_load_them_neither() -> None:
    """Not even when plug-ins are collected and every module is used."""
    statement = (
        "import json, verifier, verifier.recognition, verifier.wording\n"
        "from verifier.dids import resolve\n"
        "from verifier.suites import suites\n"
        "suites()\n"
        "report = verifier.Verifier().verify(b'{}')\n"
        "verifier.wording.sentence(report)\n"
    )
    assert not loaded_after(statement) & HEAVY


def test_the_public_names_are_all_there() -> None:
    """Each name that the package promises exists, in order."""
    assert sorted(verifier.__all__) == verifier.__all__
    assert all(hasattr(verifier, name) for name in verifier.__all__)
