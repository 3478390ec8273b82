"""Issue, verify, derive: the endpoints about credentials and presentations.

https://w3c-ccg.github.io/vc-api/
"""

from __future__ import annotations

from flask import Blueprint, Response, abort

from demo_app.access import Role, allow
from demo_app.conformance.answers import answer, refusal
from demo_app.conformance.issuing import issued
from demo_app.conformance.profile import CONFORMANCE, PROOFS_ONLY
from demo_app.conformance.requests import list_option, object_part, options_of, part, read_object
from demo_app.conformance.verifying import presented, verified
from openbadge_issuer.credential import derive_credential
from verifier import Report
from verifier.problems import problems


def add_credential_views(blueprint: Blueprint) -> None:
    """The endpoints about credentials and presentations."""
    for path, view in (
        ("/credentials/issue", issue),
        ("/credentials/verify", verify),
        ("/credentials/derive", derive),
        ("/proofs/verify", verify_proofs),
        ("/presentations/verify", verify_presentation),
        ("/badges/verify", verify_badge),
    ):
        blueprint.post(path, merge_slashes=False)(allow(Role.ANYBODY)(view))


def issue() -> Response:
    """201 and the bare credential, or its envelope."""
    body = read_object()
    return answer(issued(object_part(body, "credential"), options_of(body)), 201)


def verify() -> Response:
    """200 if the credential is its issuer's and in force."""
    body = read_object()
    return _verdict(verified(part(body, "verifiableCredential"), options_of(body), CONFORMANCE))


def verify_proofs() -> Response:
    """200 if every proof holds, whoever made it: this says nothing about who issued it."""
    body = read_object()
    return _verdict(verified(part(body, "verifiableCredential"), options_of(body), PROOFS_ONLY))


def verify_presentation() -> Response:
    """200 if the presentation is its holder's, and everything in it its issuer's."""
    body = read_object()
    return _verdict(presented(part(body, "verifiablePresentation"), options_of(body), CONFORMANCE))


def derive() -> Response:
    """201 and a credential that shows only what was chosen."""
    body = read_object()
    disclose = list_option(options_of(body), "selectivePointers") or []
    credential = object_part(body, "verifiableCredential")
    return answer(derive_credential(credential, disclose=disclose, profile=CONFORMANCE), 201)


def verify_badge() -> Response:
    """404: pictures are not read yet."""
    abort(404)


def _verdict(report: Report) -> Response:
    if report:
        return answer({"verified": True, "problemDetails": []})
    return refusal(problems(report), verified=False)
