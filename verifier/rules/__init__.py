"""The rules that no JSON Schema holds: one row each; a new rule is a function and a row.

Rules about results, evidence and stacks are in `verifier.semantics`.
"""

from __future__ import annotations

from verifier import specs
from verifier.model import Credential
from verifier.report import Finding, Outcome
from verifier.rules.achievement import (
    crossed_bounds,
    dangling_levels,
    silent_criteria,
    unreachable_values,
)
from verifier.rules.attachments import impure_pins, several_statuses
from verifier.rules.ids import repeated_ids, shared_ids
from verifier.rules.people import nameless_subjects, odd_hashes
from verifier.rules.portfolio import badges_of_others, loose_associations
from verifier.rules.rule import Rule, View
from verifier.rules.times import backward_activity, backward_validity

__all__ = ["RULES", "Rule", "check_rules"]

RULES = (
    Rule(
        "schema.subject_identity",
        "The subject has an id or an identifier.",
        specs.OB + "#achievementsubject",
        nameless_subjects,
    ),
    Rule(
        "schema.criteria",
        "The criteria of an achievement have an id or a narrative.",
        specs.OB + "#criteria",
        silent_criteria,
    ),
    Rule(
        "schema.unique_ids",
        "No two entries of a list, and no two parts of a rubric, have the same id.",
        specs.JSON_LD_IDS,
        repeated_ids,
    ),
    Rule(
        "schema.shared_ids",
        "One id stands for one thing: nodes that share an id could exchange members unseen.",
        specs.JSON_LD_IDS,
        shared_ids,
    ),
    Rule(
        "schema.pins",
        "A related resource has a digest, and nothing beside id, media type and digest.",
        specs.VC_RELATED,
        impure_pins,
    ),
    Rule(
        "schema.required_level",
        "The level that a criterion requires is one of its own levels.",
        specs.OB + "#resultdescription",
        dangling_levels,
    ),
    Rule(
        "schema.required_value",
        "The value that a criterion requires is one that it allows.",
        specs.OB + "#resultdescription",
        unreachable_values,
    ),
    Rule(
        "schema.value_bounds",
        "The lowest value of a criterion is not above its highest.",
        specs.OB + "#resultdescription",
        crossed_bounds,
    ),
    Rule(
        "schema.validity",
        "A credential does not end before it begins.",
        specs.VC_VALIDITY,
        backward_validity,
    ),
    Rule(
        "schema.activity",
        "An activity does not end before it begins.",
        specs.OB + "#achievementsubject",
        backward_activity,
        Outcome.WARNING,
    ),
    Rule(
        "schema.identity_hash",
        "A hashed identity is sha256$ and 64 hexadecimal digits.",
        specs.OB + "#identityobject",
        odd_hashes,
        Outcome.WARNING,
    ),
    Rule(
        "schema.status_entries",
        "A credential has one status entry, not a list.",
        specs.OB + "#credentialstatus",
        several_statuses,
        Outcome.WARNING,
    ),
    Rule(
        "schema.associations",
        "The two ends of an association are achievements of the portfolio.",
        specs.CLR + "#association",
        loose_associations,
        Outcome.WARNING,
    ),
    Rule(
        "schema.holder",
        "Every badge of a portfolio is about the portfolio's holder.",
        specs.CLR + "#clrsubject",
        badges_of_others,
        Outcome.WARNING,
    ),
)


def check_rules(credential: Credential) -> list[Finding]:
    """Every finding against the rules; empty when all hold."""
    view = View(credential)
    return [finding for rule in RULES for finding in rule.findings(view)]
