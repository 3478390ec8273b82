"""From an assessor's decision to an unsigned badge, if the rubric bears it out."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from openbadge_issuer.assessment import (
    Assessment,
    EvidenceItem,
    Inline,
    StackPlace,
    file_inside,
    read_assessment,
    read_file,
    read_object,
)
from openbadge_issuer.definitions import definition_pin, native_achievement, without_null
from openbadge_issuer.errors import NotEarnedError, Problem, RefusedError
from openbadge_issuer.places import place_in_assessment
from openbadge_issuer.recipient import subject_identity
from openbadge_issuer.stacks import check_place, stack_alignment
from verifier.context_list import OB_CURRENT, VC2
from verifier.model import AchievementCredential
from verifier.report import Finding, Outcome
from verifier.schema import read_credential
from verifier.semantics.evidence import sri
from verifier.semantics.rubric import check_rubric
from verifier.strict_json import JsonObject, pointer

# Where `issue` will put the key's address, or a problem is known already.
_STAND_IN = "urn:uuid:00000000-0000-0000-0000-000000000000"


def award(
    assessment: JsonObject | bytes | str | Path, *, folder: Path | None = None
) -> dict[str, Any]:
    """An unsigned Open Badges 3.0 credential from an assessment document.

    Args:
        assessment: the document (see `examples/assessment.json`), its text, or its file.
        folder: what paths in the document are relative to, and must not lead out of; by default
            the folder of the document's file, or the current one where it has none.

    Returns:
        A credential without proof, ready for `issue`.

    Raises:
        RefusedError: with every problem and its place in the assessment.
        NotEarnedError: the assessment records that a criterion was not met.
    """
    given, own_folder = read_assessment(assessment)
    return _Award(given, folder or own_folder).credential()


@dataclass(slots=True)
class _Award:
    """One award on its way; problems are gathered, so that all can be mended at once."""

    given: Assessment
    folder: Path | None
    problems: list[Problem] = field(default_factory=list)
    pins: list[dict[str, Any]] = field(default_factory=list)

    def credential(self) -> dict[str, Any]:
        given = self.given
        document = self._document(given.achievement, "/achievement")
        self._refuse_failed()
        evidence = self._evidence(document)
        achievement = native_achievement(document)
        self._add_stacks(achievement, document)
        self._pin(document, "/achievement")
        badge: dict[str, Any] = {
            "@context": [VC2, OB_CURRENT],
            "id": given.id or uuid.uuid4().urn,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": achievement.get("name"),
            "issuer": without_null(given.issuer),
            "validFrom": given.valid_from,
            "validUntil": given.valid_until,
            "awardedDate": given.awarded_date or given.valid_from,
            "credentialSubject": self._subject(achievement),
            "evidence": evidence,
            "relatedResource": self.pins,
            **self._endorsements(),
        }
        badge = {name: value for name, value in badge.items() if value not in (None, [])}
        self._check(badge)
        if self.problems:
            raise RefusedError(self.problems)
        return badge

    @contextmanager
    def _gathering(self) -> Iterator[None]:
        """Keep the problems of one step and go on with the next."""
        try:
            yield
        except RefusedError as exc:
            self.problems += exc.problems

    def _refuse_failed(self) -> None:
        failed = [
            Problem(
                pointer("results", index, "status"),
                f"The assessment says that {decided.criterion} was not met, so no badge is made.",
            )
            for index, decided in enumerate(self.given.results)
            if decided.status == "Failed"
        ]
        if failed:
            raise NotEarnedError(failed)

    def _subject(self, achievement: dict[str, Any]) -> dict[str, Any]:
        given = self.given
        identity = {"id": _STAND_IN}
        with self._gathering():
            identity = subject_identity(given.recipient)
        subject: dict[str, Any] = {"type": ["AchievementSubject"], **identity}
        subject["achievement"] = achievement
        results = self._results(achievement)
        if results:
            subject["result"] = results
        if given.source is not None:
            subject["source"] = without_null(given.source)
        if given.credits_earned is not None:
            subject["creditsEarned"] = _number(given.credits_earned)
        return subject

    def _results(self, achievement: JsonObject) -> list[dict[str, Any]]:
        """One result for each decision, and `Completed` for a status of the rubric."""
        results = []
        points = _points(achievement)
        for decided in self.given.results:
            members = {
                "resultDescription": decided.criterion,
                "achievedLevel": decided.level,
                "value": decided.value or points.get(decided.level or ""),
                "status": decided.status,
            }
            given = {name: value for name, value in members.items() if value is not None}
            results.append({"type": ["Result"], **given})
        decided_on = {decided.criterion for decided in self.given.results}
        return results + [
            {"type": ["Result"], "resultDescription": criterion.get("id"), "status": "Completed"}
            for criterion in _objects(achievement.get("resultDescription"))
            if criterion.get("resultType") == "Status"
            and str(criterion.get("id")) not in decided_on
        ]

    def _evidence(self, achievement: JsonObject) -> list[dict[str, Any]]:
        names = _criterion_names(achievement)
        entries = []
        for index, item in enumerate(self.given.evidence):
            members = item.model_dump(
                by_alias=True, exclude_none=True, exclude={"file", "media_type", "supports"}
            )
            if item.supports:
                shown = ", ".join(names.get(target, target) for target in item.supports)
                words = f"Evidence for: {shown}."
                members["description"] = " ".join(filter(None, [item.description, words]))
            entries.append({"type": ["Evidence"], **members})
            with self._gathering():
                self._pin_evidence(item, pointer("evidence", index))
        return entries

    def _pin_evidence(self, item: EvidenceItem, path: str) -> None:
        if item.file is None:
            return
        if item.id is None:
            raise RefusedError([Problem(path, "Evidence with a file needs an id to pin it.")])
        body = read_file(self._file(item.file, path + "/file"), path + "/file")
        pin = {"id": item.id, "mediaType": item.media_type, "digestSRI": sri(body)}
        self._add_pin({key: value for key, value in pin.items() if value is not None}, path)

    def _add_stacks(self, achievement: dict[str, Any], document: JsonObject) -> None:
        """Name each stack in an alignment and in the words that wallets show."""
        alignments: list[dict[str, Any]] = []
        for index, place in enumerate(self.given.stacks):
            with self._gathering():
                alignments.append(self._alignment(place, document, pointer("stacks", index)))
        if not alignments:
            return
        own = achievement.get("alignment", [])
        achievement["alignment"] = [*(own if isinstance(own, list) else [own]), *alignments]
        criteria = achievement.get("criteria")
        if isinstance(criteria, Mapping):
            sentences = [alignment["targetDescription"] for alignment in alignments]
            words = " ".join([str(criteria.get("narrative", "")), *sentences]).strip()
            achievement["criteria"] = {**criteria, "narrative": words}

    def _alignment(self, place: StackPlace, document: JsonObject, path: str) -> dict[str, Any]:
        stack = self._document(place.definition, path + "/definition")
        check_place(stack, place.designation, str(document.get("id")), path)
        self._pin(stack, path + "/definition")
        return stack_alignment(stack, place.designation)

    def _endorsements(self) -> dict[str, Any]:
        members: dict[str, Any] = {"endorsement": [], "endorsementJwt": []}
        for index, entry in enumerate(self.given.endorsements):
            path = pointer("endorsements", index)
            if isinstance(entry, str) and entry.startswith("eyJ"):
                members["endorsementJwt"].append(entry)
            else:
                with self._gathering():
                    members["endorsement"].append(self._endorsement(entry, path))
        return members

    def _endorsement(self, entry: Inline, path: str) -> JsonObject:
        document = self._document(entry, path)
        if "proof" not in document:
            raise RefusedError([Problem(path, "An endorsement must be signed already.")])
        return document

    def _pin(self, document: JsonObject, path: str) -> None:
        """Pin a definition that is published, which needs an https address."""
        if str(document.get("id", "")).startswith("https://"):
            self._add_pin(definition_pin(document), path)

    def _add_pin(self, pin: dict[str, Any], path: str) -> None:
        if any(other["id"] == pin["id"] for other in self.pins):
            message = f"The id {pin['id']} stands for 2 different things."
            self.problems.append(Problem(path, message))
        else:
            self.pins.append(pin)

    def _document(self, value: Inline, path: str) -> JsonObject:
        return value if isinstance(value, dict) else read_object(self._file(value, path), path)

    def _file(self, name: str, path: str) -> Path:
        return file_inside(self.folder or Path(), name, path)

    def _check(self, badge: dict[str, Any]) -> None:
        """The verifier's own rules; whatever it would only warn of is refused here."""
        issuer = {"id": _STAND_IN, **badge["issuer"]}
        credential, findings = read_credential({**badge, "issuer": issuer})
        if credential is not None:
            findings = [*findings, *check_rubric(credential), *_levels_missing(credential)]
        self.problems += [
            Problem(place_in_assessment(finding.path), finding.message)
            for finding in findings
            if finding.outcome is not Outcome.PASSED
        ]


def _levels_missing(credential: AchievementCredential) -> list[Finding]:
    """A criterion with levels is decided by a level; a number alone is not enough."""
    criteria = {d.id: d for d in credential.achievement.criteria_of_rubric}
    return [
        Finding(
            "rubric.level",
            Outcome.FAILED,
            f"The result for {criteria[result.result_description].name!r} names no level.",
            pointer("credentialSubject", "result", index),
        )
        for index, result in enumerate(credential.credential_subject.results)
        if result.result_description in criteria
        and criteria[result.result_description].levels
        and result.achieved_level is None
    ]


def _points(achievement: JsonObject) -> dict[str, str]:
    return {
        str(level["id"]): str(level["points"])
        for criterion in _objects(achievement.get("resultDescription"))
        for level in _objects(criterion.get("rubricCriterionLevel"))
        if "points" in level and "id" in level
    }


def _criterion_names(achievement: JsonObject) -> dict[str, str]:
    criteria = _objects(achievement.get("resultDescription"))
    return {str(c.get("id")): str(c.get("name")) for c in criteria}


def _objects(value: object) -> list[Mapping[str, Any]]:
    listed = value if isinstance(value, list | tuple) else [value]
    return [item for item in listed if isinstance(item, Mapping)]


def _number(text: str) -> int | float:
    """Credits as Open Badges wants them: a JSON number, an integer where it is one."""
    value = Decimal(text)
    return int(value) if value == int(value) else float(value)
