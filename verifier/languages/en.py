"""English."""

from __future__ import annotations

from verifier.languages import Language
from verifier.report import Outcome, State

_SENTENCES = {
    State.MALFORMED: "This file is not a readable badge.",
    State.INVALID_SIGNATURE: (
        "This badge was changed after it was issued, or was not issued by {issuer}."
    ),
    State.INVALID_CONTENT: (
        "This badge cannot be relied on: what it says breaks the rules for badges, or parts of it "
        "are not covered by a signature: {reason}"
    ),
    State.REVOKED: "{issuer} has withdrawn this badge.",
    State.SUSPENDED: "{issuer} has put this badge on hold.",
    State.EXPIRED: "This badge is genuine but expired on {until}.",
    State.NOT_YET_VALID: "This badge is genuine but only takes effect on {start}.",
    State.UNSUPPORTED: "This badge uses a method that cannot be checked here: {reason}",
    State.KEY_UNAVAILABLE: (
        "The key of {issuer} could not be fetched, so nothing is known about this badge yet."
    ),
    State.STATUS_UNKNOWN: (
        "This badge is genuine, but we could not find out whether it was withdrawn."
    ),
    State.ISSUER_UNCHECKED: (
        "The signature is good, but the lists of recognised issuers could not be reached."
    ),
    State.ISSUER_UNRECOGNISED: (
        "The signature is good, but {issuer} is in none of the lists that were asked."
    ),
    State.VALID: (
        "This badge is genuine and in force: {issuer} awarded {name} to {person} on {awarded}."
    ),
}

CHECKS = {
    "parse.*": "The file can be read",
    "jsonld.context": "The contexts are published ones",
    "jsonld.terms": "Everything the badge says is signed",
    "proof.present": "The badge is signed",
    "proof.*": "The signature is genuine",
    "issuer.key": "The key is the issuer's",
    "holder.key": "The key is the holder's",
    "issuer.registry": "A list knows the issuer",
    "issuer.authority": "The issuer may award this achievement",
    "time.valid_from": "The badge has taken effect",
    "time.valid_until": "The badge has not expired",
    "status.revocation": "The badge was not withdrawn",
    "status.suspension": "The badge is not on hold",
    "status.*": "What the status list says",
    "schema.*": "The badge has the parts that it must have",
    "rubric.required": "The result meets what the rubric requires",
    "rubric.*": "The results fit the rubric",
    "evidence.digest": "The evidence is unchanged",
    "stack.*": "The stack knows the badge",
    "endorsement": "An endorsement",
    "recipient.match": "The badge is about this person",
    "refresh.credential": "A newer copy",
    "presentation.*": "The presentation",
}

PLUGIN = Language(
    name="en",
    sentences=_SENTENCES,
    outcomes={
        Outcome.PASSED: "passed",
        Outcome.FAILED: "failed",
        Outcome.WARNING: "warning",
        Outcome.INCONCLUSIVE: "not checked",
        Outcome.NOT_APPLICABLE: "not asked",
    },
    checks=CHECKS,
    words={
        "unproven": "This badge is not proven to be genuine: {reason}",
        "presented": "Every badge of this presentation is genuine and in force ({count}).",
        "presentation": "This presentation cannot be relied on: {reason}",
        "member": "Of the badges presented, one decides: {sentence}",
        "portfolio": "This portfolio and every badge in it ({count}) are genuine and in force.",
        "held": "One badge of this portfolio ({name}): {sentence}",
        "numbered": "badge {number}: {name}",
        "unnamed": "without a name",
        "issuer": "the issuer",
        "claimed": "the issuer it names",
        "name": "a badge",
        "person": "its holder",
        "original": "({message})",
    },
    own_messages=True,
)
