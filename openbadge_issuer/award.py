"""From an assessor's decision to an unsigned badge, if the rubric bears it out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from openbadge_issuer.assessment import Assessment, Inline, read_assessment, read_object
from openbadge_issuer.definitions import definition_pin, native_achievement
from openbadge_issuer.errors import NotEarnedError, Problem, RefusedError
from openbadge_issuer.recipient import subject_identity
from verifier.context_list import OB_CURRENT, VC2
from verifier.errors import DocumentError
from verifier.model import AchievementCredential
from verifier.report import Finding, Outcome
from verifier.schema import read_credential
from verifier.semantics.evidence import sri
from verifier.semantics.rubric import check_rubric
from verifier.semantics.stack import designation_in
from verifier.strict_json import JsonObject, pointer

_OWN_RESULTS = "/credentialSubject/result"
_NATIVE = "/credentialSubject/achievement"


def award(
    assessment: JsonObject | bytes | str | Path, *, folder: Path | None = None
) -> dict[str, Any]:
    """An unsigned Open Badges 3.0 credential from an assessment document.

    Args:
        assessment: the document (see `examples/assessment.json`), its text, or its file.
        folder: what paths in the document are relative to; the file's folder by default.

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
        failed = [r.criterion for r in given.results if r.status == "Failed"]
        if failed:
            message = f"The assessment says that {failed[0]} was not met, so no badge is made."
            raise NotEarnedError([Problem("/results", message)])
        evidence = self._evidence()
        achievement = native_achievement(document)
        self._add_stacks(achievement, document)
        self._pin(document)
        badge: dict[str, Any] = {
            "@context": [VC2, OB_CURRENT],
            "id": given.id or uuid.uuid4().urn,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": achievement.get("name"),
            "issuer": given.issuer,
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

    def _subject(self, achievement: dict[str, Any]) -> dict[str, Any]:
        given = self.given
        subject: dict[str, Any] = {"type": ["AchievementSubject"]}
        subject |= subject_identity(given.recipient)
        subject["achievement"] = achievement
        results = self._results(achievement)
        if results:
            subject["result"] = results
        if given.source is not None:
            subject["source"] = given.source
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
            {"type": ["Result"], "resultDescription": criterion["id"], "status": "Completed"}
            for criterion in _objects(achievement.get("resultDescription"))
            if criterion.get("resultType") == "Status" and criterion.get("id") not in decided_on
        ]

    def _evidence(self) -> list[dict[str, Any]]:
        names = _criterion_names(self._document(self.given.achievement, "/achievement"))
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
            if item.file is not None:
                self._pin_file(item.id, item.file, item.media_type, pointer("evidence", index))
        return entries

    def _pin_file(self, name: str | None, file: str, media_type: str | None, path: str) -> None:
        if name is None:
            self.problems.append(Problem(path, "Evidence with a file needs an id to pin it."))
            return
        try:
            body = self._path(file).read_bytes()
        except OSError as exc:
            message = f"The evidence file {file} cannot be opened ({exc.strerror})."
            self.problems.append(Problem(path + "/file", message))
            return
        pin = {"id": name, "mediaType": media_type, "digestSRI": sri(body)}
        self.pins.append({key: value for key, value in pin.items() if value is not None})

    def _add_stacks(self, achievement: dict[str, Any], document: JsonObject) -> None:
        """Name each stack in an alignment and in the words that wallets show."""
        sentences = []
        for index, place in enumerate(self.given.stacks):
            path = pointer("stacks", index)
            stack = self._document(place.definition, path + "/definition")
            listed = designation_in(stack, str(document.get("id")))
            if listed is None:
                message = f"The stack {stack.get('id')} does not list this achievement."
                self.problems.append(Problem(path, message))
                continue
            if listed != place.designation:
                message = f"The stack lists this achievement as {listed!r}."
                self.problems.append(Problem(path + "/designation", message))
                continue
            alignment = _stack_alignment(stack, place.designation)
            sentences.append(alignment["targetDescription"])
            achievement["alignment"] = [*_objects(achievement.get("alignment")), alignment]
            self._pin(stack)
        criteria = achievement.get("criteria")
        if sentences and isinstance(criteria, Mapping):
            words = " ".join([str(criteria.get("narrative", "")), *sentences]).strip()
            achievement["criteria"] = {**criteria, "narrative": words}

    def _endorsements(self) -> dict[str, Any]:
        members: dict[str, Any] = {"endorsement": [], "endorsementJwt": []}
        for index, entry in enumerate(self.given.endorsements):
            path = pointer("endorsements", index)
            if isinstance(entry, str) and entry.startswith("eyJ"):
                members["endorsementJwt"].append(entry)
            else:
                members["endorsement"].append(self._document(entry, path))
        return members

    def _pin(self, document: JsonObject) -> None:
        """Pin a definition that is published, which needs an https address."""
        if str(document.get("id", "")).startswith("https://"):
            try:
                self.pins.append(definition_pin(document))
            except DocumentError as exc:
                self.problems.append(Problem("/achievement", exc.reason))

    def _document(self, value: Inline, path: str) -> JsonObject:
        return value if isinstance(value, dict) else read_object(self._path(value), path)

    def _path(self, name: str) -> Path:
        return (self.folder or Path()) / name

    def _check(self, badge: JsonObject) -> None:
        """The verifier's own rules; whatever it would only warn of is refused here."""
        credential, findings = read_credential(badge)
        if credential is not None:
            findings = [*findings, *check_rubric(credential), *_levels_missing(credential)]
        self.problems += [
            Problem(_own_place(finding.path), finding.message)
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
            f"{_OWN_RESULTS}/{index}",
        )
        for index, result in enumerate(credential.credential_subject.results)
        if result.result_description in criteria
        and criteria[result.result_description].levels
        and result.achieved_level is None
    ]


def _own_place(path: str) -> str:
    """The place in the assessment that a place in the badge was made from."""
    names = {"resultDescription": "criterion", "achievedLevel": "level"}
    if path.startswith(_OWN_RESULTS):
        rest = path.removeprefix(_OWN_RESULTS).split("/")
        return "/results" + "/".join(names.get(part, part) for part in rest)
    if path.startswith(_NATIVE):
        return "/achievement" + path.removeprefix(_NATIVE)
    return path


def _stack_alignment(stack: JsonObject, designation: str) -> dict[str, Any]:
    """The native way to say what an achievement counts toward (`targetType` `ext:Stack`)."""
    program = stack.get("program")
    named = program if isinstance(program, Mapping) else {}
    framework = ", ".join(str(named[key]) for key in ("name", "version") if key in named)
    name, version = str(stack.get("name")), stack.get("version")
    edition = f", version {version}" if version else ""
    sentence = f"Counts as one {designation} badge of the stack {name}{edition}."
    alignment = {
        "type": ["Alignment"],
        "targetType": "ext:Stack",
        "targetUrl": stack.get("id"),
        "targetName": name,
        "targetFramework": framework or None,
        "targetCode": designation,
        "targetDescription": sentence,
    }
    return {key: value for key, value in alignment.items() if value is not None}


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
