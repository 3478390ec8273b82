"""A portfolio is opened: each badge answers for itself, and the worst decides."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from openbadge_issuer import Association, MemorySigner, RefusedError, award, issue, portfolio
from openbadge_issuer.cli import openbadge
from openbadge_issuer.testing import TEACHER, DistrictSimulator
from verifier import State, Verdict, Verifier
from verifier.recognition import recognise
from verifier.wording import sentence

Document = dict[str, Any]
POLICY = Path(__file__).resolve().parents[2] / "examples" / "policies" / "harmony.json"
TEACHERS_OWN = MemorySigner(bytes(range(32)))


@pytest.fixture(scope="module")
def district() -> DistrictSimulator:
    """A district whose key is served."""
    return DistrictSimulator()


@pytest.fixture(scope="module")
def badge(district: DistrictSimulator) -> Document:
    """A signed badge of the district."""
    return issue(award(district.assessment()), signer=district.signer)


@pytest.fixture(scope="module")
def gathered(district: DistrictSimulator, badge: Document) -> Document:
    """Two badges in one portfolio, the first a part of the second."""
    second = DistrictSimulator("did:web:harmony.example", name="Harmony")
    district.pages |= second.pages
    other = issue(award(second.assessment()), signer=second.signer)
    link = Association(achievement_of(badge), "isPartOf", achievement_of(other))
    return portfolio([badge, json.dumps(other)], [link], signer=TEACHERS_OWN, name="Jordan's")


def achievement_of(badge: Document) -> str:
    """The id of what a badge is for."""
    name: str = badge["credentialSubject"]["achievement"]["id"]
    return name


def test_each_badge_gets_its_own_report(district: DistrictSimulator, gathered: Document) -> None:
    """The whole is valid when the portfolio and every badge in it are."""
    report = Verifier(fetcher=district).verify(json.dumps(gathered), recipient=TEACHER)
    assert report.verdict is Verdict.VALID
    assert [member.verdict for member in report.members or ()] == [Verdict.VALID] * 2
    assert report.recipient_matches is True
    assert all(member.recipient_matches for member in report.members or ())
    written: Any = report.to_dict(source="portfolio.json")
    assert [m["badge"]["issuer"]["id"] for m in written["members"]] == [
        "did:web:sdsm.example",
        "did:web:harmony.example",
    ]
    assert "every badge in it (2)" in sentence(report)


def test_an_unreachable_issuer_makes_the_whole_undecided(gathered: Document) -> None:
    """Offline only the portfolio's own did:key can be checked; nothing is passed over."""
    report = Verifier().verify(json.dumps(gathered))
    assert report.own_state is State.VALID
    assert report.state is State.KEY_UNAVAILABLE
    assert [member.state for member in report.members or ()] == [State.KEY_UNAVAILABLE] * 2
    assert "Using Wait Time" in sentence(report)


def test_a_badge_that_was_changed_inside(district: DistrictSimulator, badge: Document) -> None:
    """A portfolio is not made around a forged badge, and one that was made is refused."""
    forged = json.loads(json.dumps(badge))
    forged["credentialSubject"]["creditsEarned"] = 9
    with pytest.raises(RefusedError) as refusal:
        portfolio([forged], signer=district.signer, name="Forged")
    place = "/credentialSubject/verifiableCredential/0/proof/0"
    assert refusal.value.problems[0].path == place


def test_moving_a_statement_between_badges(district: DistrictSimulator, gathered: Document) -> None:
    """The portfolio's signature may hold, but the badges' own proofs do not."""
    moved = json.loads(json.dumps(gathered))
    first, second = moved["credentialSubject"]["verifiableCredential"]
    first["credentialSubject"]["creditsEarned"], second["name"] = 1, "Another"
    report = Verifier(fetcher=district).verify(json.dumps(moved))
    assert report.state is State.INVALID_SIGNATURE


def test_recognition_asks_for_single_badges(
    district: DistrictSimulator, gathered: Document
) -> None:
    """A policy judges badges, not a file that holds several."""
    report = Verifier(fetcher=district).verify(json.dumps(gathered))
    policy = POLICY.read_bytes()
    (decision,) = recognise([report], policy).badges
    assert [reason.code for reason in decision.reasons] == ["PORTFOLIO"]


@pytest.mark.parametrize(
    ("changes", "sentence_of"),
    [
        ({"proof": None}, "Only a signed badge can be put into a portfolio."),
        ({"credentialSubject": {}}, "A portfolio needs badges that all name the same holder"),
    ],
)
def test_what_no_portfolio_is_made_of(badge: Document, changes: Document, sentence_of: str) -> None:
    """Unsigned badges, and badges of nobody or of several people."""
    with pytest.raises(RefusedError, match=sentence_of):
        portfolio([{**badge, **changes}], signer=TEACHERS_OWN, name="Refused")


def test_the_command_line_shows_every_badge(gathered: Document, tmp_path: Path) -> None:
    """The report of each badge follows, and the exit code is that of the worst."""
    file = tmp_path / "portfolio.json"
    file.write_text(json.dumps(gathered))
    shown = CliRunner().invoke(openbadge, ["verify", str(file), "--recipient", TEACHER])
    assert shown.exit_code == 3
    assert "badge 2: Using Wait Time" in shown.stdout


def test_the_recipient_on_the_command_line(tmp_path: Path) -> None:
    """Another recipient is exit code 1 and leaves the verdict alone; nothing to compare is 3."""
    own = {"id": TEACHERS_OWN.did, "type": ["Profile"], "name": "Me"}
    badge = issue(award(DistrictSimulator().assessment(issuer=own)), signer=TEACHERS_OWN)
    file = tmp_path / "badge.json"
    file.write_text(json.dumps(badge))

    def ask(recipient: str) -> tuple[int, Any]:
        arguments = ["verify", "--ndjson", str(file), "--recipient", recipient]
        done = CliRunner().invoke(openbadge, arguments)
        return done.exit_code, json.loads(done.stdout)

    for recipient, code, matches in (
        (TEACHER, 0, True),
        ("did:key:zSomebodyElse", 1, False),
        ("jordan@sdsm.example", 3, None),
    ):
        exit_code, report = ask(recipient)
        assert (exit_code, report["recipientMatches"]) == (code, matches)
        assert report["verdict"] == "valid"
