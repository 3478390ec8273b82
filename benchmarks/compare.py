"""The candidates side by side; nothing is timed before its answers are known to be right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial

from benchmarks import candidates as ours
from benchmarks import node, peers
from benchmarks.badges import rubric_badge
from benchmarks.candidates import Missing, Sign, Verify
from benchmarks.samples import Sample, altered, sample
from benchmarks.timing import Pace, Stint, Timing, interleave, stint

Rows = Mapping[str, Timing | Missing]
"""Candidates in the order of the table, each with its times or the reason why it has none."""


class WrongAnswerError(Exception):
    """A candidate does not do the work, so that its time would mean nothing."""


def require(condition: bool, problem: str) -> None:
    """Stop where an answer is wrong.

    Raises:
        WrongAnswerError: with the problem.
    """
    if not condition:
        raise WrongAnswerError(problem)


def verifiers(pace: Pace) -> Rows:
    """Everything that verifies the sample, and the parts of our own way through it."""
    genuine = sample(rubric_badge())
    forged = altered(genuine)
    pyld = peers.pyld()
    _check_parts(genuine, forged, pyld)
    theirs: dict[str, Verify | Missing] = {
        peers.PYLD: pyld if isinstance(pyld, Missing) else pyld.verify,
        **peers.full_verifiers(),
    }

    def judged(verifiers: Mapping[str, Verify | Missing]) -> dict[str, Stint | Missing]:
        return {name: _judged(name, work, genuine, forged) for name, work in verifiers.items()}

    with node.started() as other:
        entries = {
            **judged(ours.VERIFY),
            **{name: stint(partial(part, genuine)) for name, part in ours.PARTS.items()},
            **judged(theirs),
            node.NODE: _asked(other, genuine, forged),
            **judged(ours.FLOORS),
        }
        return _timed(entries, pace)


def signers(pace: Pace) -> Rows:
    """Everything that signs the sample; Ed25519 leaves no choice, so all signatures are equal."""
    genuine = sample(rubric_badge())
    expected = json.loads(genuine.raw)["proof"]["proofValue"]
    pyld = peers.pyld()
    work: dict[str, Sign | Missing] = {
        ours.ISSUE: ours.issued,
        ours.SIGN: ours.signed,
        peers.PYLD_SIGN: pyld if isinstance(pyld, Missing) else pyld.sign,
        ours.FLOOR_ISSUE: ours.floor_signed,
    }
    entries: dict[str, Stint | Missing] = {}
    for name, sign in work.items():
        if isinstance(sign, Missing):
            entries[name] = sign
            continue
        require(sign(genuine) == expected, f"{name}: makes another signature")
        entries[name] = stint(partial(sign, genuine))
    return _timed(entries, pace)


def _check_parts(genuine: Sample, forged: Sample, pyld: peers.Pyld | Missing) -> None:
    require(ours.strict_parse(genuine) == json.loads(genuine.raw), "another reading of the file")
    require(ours.model(genuine), "the model refuses the sample")
    for badge in (genuine, forged):
        require(ours.canonical(badge) == badge.canonical, "our canonical form is not stable")
        if not isinstance(pyld, Missing):
            require(pyld.canonical(badge) == badge.canonical, "PyLD has another canonical form")


def _judged(
    name: str, accepts: Verify | Missing, genuine: Sample, forged: Sample
) -> Stint | Missing:
    if isinstance(accepts, Missing):
        return accepts
    require(accepts(genuine), f"{name}: refuses the sample")
    require(not accepts(forged), f"{name}: accepts an altered copy")
    return stint(partial(accepts, genuine))


def _asked(other: node.Node | Missing, genuine: Sample, forged: Sample) -> Stint | Missing:
    if isinstance(other, Missing):
        return other
    for badge, accepted in ((genuine, True), (forged, False)):
        verified, digest = other.ask(badge)
        require(verified is accepted, f"{node.NODE}: is wrong about the sample or its copy")
        same = digest == hashlib.sha256(badge.canonical).hexdigest()
        require(same, f"{node.NODE}: has another canonical form")
    return other.stint(genuine)


def _timed(entries: Mapping[str, Stint | Missing], pace: Pace) -> Rows:
    there = {name: entry for name, entry in entries.items() if not isinstance(entry, Missing)}
    timings = interleave(there, pace)
    return {
        name: entry if isinstance(entry, Missing) else timings[name]
        for name, entry in entries.items()
    }
