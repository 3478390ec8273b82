"""Reports in Spanish: the same names, places and levels as in English, and nothing left out."""

import ast
import json
import pickle
from pathlib import Path
from string import Formatter

import pytest

from openbadge_issuer import award, endorse, issue
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import achievement, signed_badge, subject, verify
from verifier import Finding, Outcome, Report, State, Verifier, local_lists
from verifier.languages import language, names
from verifier.languages._es_messages import MESSAGES
from verifier.sentences import Sentence, plain, say
from verifier.wording import sentence

SOURCES = Path(__file__).resolve().parents[2] / "verifier"


def templates() -> set[str]:
    """Every sentence with gaps that the verifier says, from its source."""
    calls = [
        node
        for file in sorted(SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
    ]
    return {ast.literal_eval(call.args[0]) for call in calls}


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def rows(report: Report, check: str) -> list[str]:
    spanish = language("es")
    return [spanish.row(finding) for finding in report.findings if finding.check == check]


def test_spanish_has_every_sentence_and_no_other() -> None:
    assert set(MESSAGES) == templates()
    assert len(MESSAGES) > 80


@pytest.mark.parametrize("english", sorted(templates()))
def test_the_spanish_sentence_has_the_same_gaps(english: str) -> None:
    assert gaps(MESSAGES[english]) == gaps(english)
    assert MESSAGES[english] != english
    assert MESSAGES[english][-1:] == english[-1:]


def test_both_catalogues_have_the_same_entries() -> None:
    english, spanish = language("en"), language("es")
    assert set(english.sentences) == set(spanish.sentences) == set(State)
    assert set(english.outcomes) == set(spanish.outcomes) == set(Outcome)
    assert set(english.checks) == set(spanish.checks)
    assert set(english.words) == set(spanish.words)
    for state in State:
        assert gaps(english.sentences[state]) == gaps(spanish.sentences[state])
    for name in english.words:
        assert gaps(english.words[name]) == gaps(spanish.words[name])


def test_human_resources_read_the_same_facts_in_spanish() -> None:
    """One badge with a list, dates, status, rubric, evidence and a stack."""
    lakeside = DistrictSimulator("did:web:lakeside.example", name="Lakeside Schools")
    badge = lakeside.award(status=True, validUntil="2999-06-30T00:00:00Z")
    lists = (local_lists(allow=[lakeside.did], name="Lista del estado"),)
    report = Verifier(fetcher=lakeside, registries=lists).verify(badge)
    assert sentence(report, "es") == (
        "Esta insignia es auténtica y está vigente: Lakeside Schools (did:web:lakeside.example) "
        "otorgó Using Wait Time a Jordan Rivera el 2026-03-02."
    )
    assert rows(report, "issuer.registry") == [
        "did:web:lakeside.example figura en Lista del estado."
    ]
    assert rows(report, "issuer.key") == ["La clave es del emisor did:web:lakeside.example."]
    assert rows(report, "time.valid_until") == [
        "La insignia no ha caducado (hasta 2999-06-30T00:00:00Z)."
    ]
    assert rows(report, "status.revocation") == ["El emisor no ha retirado la insignia."]
    assert "«Demonstrated» es un nivel de «Criterion c1»." in rows(report, "rubric.level")
    assert "No se consultó la definición del itinerario «Compensation stack»." in rows(
        report, "stack.alignment"
    )
    english = [finding.message for finding in report.findings]
    shown = [language("es").row(finding) for finding in report.findings]
    assert not set(english) & set(shown)


def test_a_level_below_the_required_one_is_told_in_the_first_sentence() -> None:
    harmony = DistrictSimulator("did:web:harmony.example", name="Harmony Public Schools")
    document = award(harmony.assessment())
    result = document["credentialSubject"]["result"][0]
    result["achievedLevel"] = result["achievedLevel"].replace("demonstrated", "partial")
    del result["value"]
    proof = sign(document, suite_for(harmony.signer, None), harmony.signer, {})
    report = Verifier(fetcher=harmony).verify(json.dumps({**document, "proof": [proof]}))
    assert sentence(report, "es").endswith("«Criterion c1» no alcanza lo que exige la rúbrica.")


def test_a_doubt_about_who_may_award_is_told_in_spanish() -> None:
    harmony = DistrictSimulator("did:web:harmony.example", name="Harmony Public Schools")
    creator = {"id": "did:web:lakeside.example", "type": ["Profile"], "name": "Lakeside Schools"}
    harmony.achievement = {**harmony.achievement, "creator": creator}
    badge = json.dumps(issue(award(harmony.assessment(stacks=[])), signer=harmony.signer))
    assert sentence(Verifier(fetcher=harmony).verify(badge), "es").endswith(
        "did:web:harmony.example otorga un logro definido por Lakeside Schools "
        "(did:web:lakeside.example); nada demuestra que pueda hacerlo."
    )


def test_a_sentence_inside_a_sentence_is_translated_too() -> None:
    """Why a key is out of reach, also within an endorsement."""
    lakeside = DistrictSimulator("did:web:lakeside.example")
    harmony = DistrictSimulator("did:web:harmony.example")
    word = endorse(lakeside.did, "Serious work.", signer=harmony.signer)
    badge = lakeside.award(endorsements=[word])
    report = Verifier(fetcher=lakeside).verify(badge)
    (row,) = rows(report, "endorsement")
    assert row == (
        "No se pudo comprobar un respaldo. No se pudo obtener la clave. No se pudo acceder a "
        "https://harmony.example/.well-known/did.json."
    )
    offline = Verifier().verify(badge)
    assert rows(offline, "issuer.key")[0].startswith("No se pudo obtener la clave. No se consultó")


def test_what_has_no_translation_keeps_its_english_words() -> None:
    """The outcome in Spanish, and the place and reason as they are."""
    silent = subject(achievement=achievement(criteria={}))
    report = verify(signed_badge(credentialSubject=silent))
    (finding,) = report.decisive()
    row = language("es").row(finding)
    assert row.startswith("La insignia tiene las partes que debe tener: incorrecto. (En inglés: ")
    assert finding.message in row


def test_the_text_of_a_badge_cannot_pass_for_a_template() -> None:
    """Braces and quotes in a name are shown as they are."""
    name = "{issuer} {0.__class__} 'a' %s"
    said = say("{criterion!r} has no status.", criterion=name)
    finding = Finding("rubric.required", Outcome.WARNING, said)
    assert language("es").row(finding) == f"«{name}» no tiene estado."
    assert said == f"{name!r} has no status."


def test_a_sentence_is_a_text_that_survives_errors_and_processes() -> None:
    said = say("{url} could not be reached.", url="https://lakeside.example/")
    assert said == "https://lakeside.example/ could not be reached."
    assert json.dumps({"message": said}) == json.dumps({"message": str(said)})
    for copy in (pickle.loads(pickle.dumps(said)), str(ValueError(said))):  # noqa: S301
        assert isinstance(copy, Sentence)
        assert (copy, copy.template) == (said, "{url} could not be reached.")
    assert type(plain(said)) is str
    assert type(Finding("proof.suite", Outcome.WARNING, said).to_dict()["message"]) is str


def test_a_report_that_was_stored_is_still_told_in_spanish() -> None:
    """Its sentences have lost their parts, so the English words stand beside the outcome."""
    lakeside = DistrictSimulator("did:web:lakeside.example")
    badge = lakeside.award(status=True)
    lakeside.revoke(badge)
    stored = json.loads(json.dumps(Verifier(fetcher=lakeside).verify(badge).to_dict()))
    assert rows(Report.from_dict(stored), "status.revocation") == [
        "La insignia no fue retirada: incorrecto. (En inglés: The issuer has withdrawn the badge.)"
    ]
    assert names() == ("en", "es")
