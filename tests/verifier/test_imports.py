"""What the verifier brings along: little enough for an employer to embed it alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import verifier
from tests.verifier.badges import signed_badge

HEAVY = {"requests", "httpx", "pyld", "flask", "sqlalchemy", "click", "openbadge_issuer"}
SELDOM = {"cryptography", "jwcrypto", "http", "ssl"}


def loaded_after(statement: str) -> set[str]:
    """The top-level modules of a fresh interpreter after a statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_importing_the_verifier_loads_no_web_and_no_issuer() -> None:
    """Neither a network library nor a general JSON-LD processor nor private-key code."""
    assert not loaded_after("from verifier import *") & (HEAVY | SELDOM)


def test_the_package_alone_loads_no_model() -> None:
    """Each public name is loaded when it is asked for."""
    assert not loaded_after("import verifier") & {"pydantic", "nacl"}


def test_a_badge_signed_with_ed25519_needs_no_other_kind_of_key(tmp_path: Path) -> None:
    """What reads curves and RSA keys is loaded when the first such key is met."""
    badge = tmp_path / "badge.json"
    badge.write_text(json.dumps(signed_badge()))
    statement = (
        "from pathlib import Path\nfrom verifier import Verifier\n"
        f"report = Verifier(allow_test_keys=True).verify(Path({str(badge)!r}).read_bytes())\n"
        "assert report.summary is not None, report"
    )
    assert not loaded_after(statement) & (HEAVY | SELDOM)


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


def test_another_name_is_none_of_the_package() -> None:
    """Lazy loading keeps the usual error, and `dir` tells what there is."""
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = verifier.Nothing  # type: ignore[attr-defined]
    assert set(verifier.__all__) <= set(dir(verifier))
