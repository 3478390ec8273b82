"""Write docs/states.md: one real situation for each of the thirteen states.

python scripts/states_page.py > docs/states.md
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from openbadge_issuer.award import award
from openbadge_issuer.issue import issue
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.testing import DistrictSimulator
from verifier import Report, State, Verdict, Verifier, local_lists, read_registries
from verifier.dids.web import document_url
from verifier.wording import sentence

EXIT = {
    Verdict.VALID: 0,
    Verdict.NOT_IN_FORCE: 1,
    Verdict.INVALID: 1,
    Verdict.INCONCLUSIVE: 3,
}
HEAD = """# The thirteen states

One situation for each state of a report, most severe first: what happened, the sentence that a
person reads, every check, and the exit code of `openbadge verify`. The page is written by
`scripts/states_page.py` from badges that it makes; a test compares the two.
"""
REGISTRY = (
    '[{"type": "dcc-legacy", "name": "State list", "url": "https://state.example/list.json"}]'
)


def district() -> DistrictSimulator:
    """The school district of these situations."""
    return DistrictSimulator("did:web:sdsm.example", name="School District of South Milwaukee")


def edited(badge: bytes, **members: Any) -> str:
    """The badge with members changed and its old signature."""
    return json.dumps({**json.loads(badge), **members})


def malformed() -> Report:
    """The file was cut off when it was sent by e-mail."""
    return Verifier().verify(district().award()[:400])


def invalid_signature() -> Report:
    """Somebody changed the date of the award after the badge was signed."""
    home = district()
    return Verifier(fetcher=home).verify(edited(home.award(), awardedDate="2019-03-02T15:00:00Z"))


def invalid_content() -> Report:
    """The district signed a badge in which one criterion lies below the required level."""
    home = district()
    document = award(home.assessment())
    result = document["credentialSubject"]["result"][0]
    result["achievedLevel"] = result["achievedLevel"].replace("demonstrated", "partial")
    proof = sign(document, suite_for(home.signer, None), home.signer, {})
    return Verifier(fetcher=home).verify(json.dumps({**document, "proof": [proof]}))


def revoked() -> Report:
    """The evidence was not the teacher's own, and the district withdrew the badge."""
    home = district()
    badge = home.award(status=True)
    home.revoke(badge)
    return Verifier(fetcher=home).verify(badge)


def suspended() -> Report:
    """An appeal is under way, and the badge is on hold until it is decided."""
    home = district()
    badge = home.award(status=True)
    home.suspend(badge)
    return Verifier(fetcher=home).verify(badge)


def expired() -> Report:
    """The badge was good for two years, and they are over."""
    home = district()
    dates = {"validFrom": "2022-03-02T15:00:00Z", "validUntil": "2024-03-02T15:00:00Z"}
    return Verifier(fetcher=home).verify(home.award(**dates))


def not_yet_valid() -> Report:
    """The badge was sent out before the school year in which it counts."""
    home = district()
    return Verifier(fetcher=home).verify(home.award(validFrom="2999-09-01T00:00:00Z"))


def unsupported() -> Report:
    """The badge brings a vocabulary that this verifier does not carry and never fetches."""
    badge = json.loads(district().award())
    badge["@context"].append("https://vendor.example/context.json")
    return Verifier(fetcher=district()).verify(json.dumps(badge))


def key_unavailable() -> Report:
    """The district's web server is down, so its key cannot be obtained."""
    home = district()
    badge = home.award()
    del home.pages[document_url(home.did)]
    return Verifier(fetcher=home).verify(badge)


def status_unknown() -> Report:
    """The page with the list of withdrawn badges has moved."""
    home = district()
    badge = award(home.assessment())
    badge["credentialStatus"] = {
        "id": "https://sdsm.example/old/1#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://sdsm.example/old/1",
    }
    return Verifier(fetcher=home).verify(json.dumps(issue(badge, signer=home.signer)))


def issuer_unchecked() -> Report:
    """The state's list of districts does not answer."""
    home = district()
    registries = read_registries(REGISTRY)
    return Verifier(fetcher=home, registries=registries).verify(home.award())


def issuer_unrecognised() -> Report:
    """The employer's list does not have this district."""
    home = district()
    lists = (local_lists(allow=["did:web:milwaukee.example"], name="Harmony's list"),)
    return Verifier(fetcher=home, registries=lists).verify(home.award())


def valid() -> Report:
    """Everything holds: the key, the list, the status, the rubric and the definitions."""
    home = district()
    home.pages["https://state.example/list.json"] = json.dumps(
        {"registry": {home.did: {"name": "School District of South Milwaukee"}}}
    ).encode()
    verifier = Verifier(fetcher=home, registries=read_registries(REGISTRY), check_evidence=True)
    return verifier.verify(home.award(status=True))


SITUATIONS: dict[State, Callable[[], Report]] = {
    State.MALFORMED: malformed,
    State.INVALID_SIGNATURE: invalid_signature,
    State.INVALID_CONTENT: invalid_content,
    State.REVOKED: revoked,
    State.SUSPENDED: suspended,
    State.EXPIRED: expired,
    State.NOT_YET_VALID: not_yet_valid,
    State.UNSUPPORTED: unsupported,
    State.KEY_UNAVAILABLE: key_unavailable,
    State.STATUS_UNKNOWN: status_unknown,
    State.ISSUER_UNCHECKED: issuer_unchecked,
    State.ISSUER_UNRECOGNISED: issuer_unrecognised,
    State.VALID: valid,
}


def section(state: State, situation: Callable[[], Report]) -> str:
    """One state: what happened, the sentence, the checks."""
    report = situation()
    if report.state is not state:
        raise SystemExit(f"{state}: the situation leads to {report.state}")
    rows = [
        f"| `{f.check}` | {f.outcome.value.replace('_', ' ')} | {f.message} |"
        for f in report.findings
    ]
    return "\n".join(
        (
            f"## `{state.value}`",
            "",
            str(situation.__doc__),
            "",
            f"> {sentence(report)}",
            "",
            f"Verdict `{report.verdict.value}`, exit code {EXIT[report.verdict]}.",
            "",
            "| check | outcome | in words |",
            "| --- | --- | --- |",
            *rows,
        )
    )


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(s, f) + "\n" for s, f in SITUATIONS.items())])


if __name__ == "__main__":
    sys.stdout.write(page())
