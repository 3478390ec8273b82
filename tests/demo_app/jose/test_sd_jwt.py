"""Selective disclosure: what can be hidden, and every way in which disclosures may not fit."""

import json
from hashlib import sha256
from itertools import combinations
from typing import Any

import pytest

from tests.demo_app.jose.desk import Desk
from verifier.base64url import base64url_decode, base64url_encode

FEATURE = "credential_sdjwt"
PATHS = ["credentialSubject.address", "credentialSubject.address.city", "credentialSubject.salary"]
PATHS += ["credentialSubject.phoneNumbers[0]", "credentialSubject.phoneNumbers[0].number"]


def disclosure(*parts: Any) -> str:
    return base64url_encode(json.dumps(parts).encode())


def digest(text: str) -> str:
    return base64url_encode(sha256(text.encode()).digest())


def is_part(shown: Any, whole: Any) -> bool:
    """Whether everything shown stands in the whole, in its place or further down a list."""
    if isinstance(shown, dict):
        return all(name in whole and is_part(part, whole[name]) for name, part in shown.items())
    if isinstance(shown, list):
        return all(any(is_part(part, item) for item in whole) for part in shown)
    return bool(shown == whole)


@pytest.fixture
def nested(desk: Desk) -> dict[str, Any]:
    """Return a credential with objects and lists."""
    return desk.json("credential-nested-selective.json")


@pytest.fixture
def issued(desk: Desk, nested: dict[str, Any]) -> list[str]:
    """Return the parts of a token with five disclosures: the signed part, then each."""
    answer = desk.issue(nested, "p256", FEATURE, "--sd", json.dumps(PATHS))
    assert answer.data.endswith("~")
    return answer.data[:-1].split("~")


def signed(desk: Desk, payload: dict[str, Any], *disclosures: str) -> str:
    """A token over a payload with digests of the test's own making."""
    token = desk.token(payload, typ="vc+sd-jwt")
    return "".join(f"{part}~" for part in (token, *disclosures))


def content(token: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(base64url_decode(token.split(".")[1]))
    return payload


def test_all_disclosures_give_the_whole_document(
    desk: Desk, nested: dict[str, Any], issued: list[str]
) -> None:
    assert desk.verify("~".join(issued) + "~", "p256", FEATURE).document == nested
    backwards = [issued[0], *reversed(issued[1:])]
    assert desk.verify("~".join(backwards) + "~\n", "p256", FEATURE).document == nested


def test_nothing_hidden_stands_in_the_signed_part(issued: list[str]) -> None:
    payload = content(issued[0])
    text = json.dumps(payload)
    for hidden in ("salary", "100000", "Anytown", "street", "+1-555-123-4567"):
        assert hidden not in text
    assert payload["_sd_alg"] == "sha-256"
    assert payload["credentialSubject"]["phoneNumbers"][0].keys() == {"..."}
    assert len(issued) == 1 + len(PATHS)
    salts = {json.loads(base64url_decode(text))[0] for text in issued[1:]}
    assert len(salts) == len(PATHS)
    assert min(len(base64url_decode(salt)) for salt in salts) == 16


def test_what_is_not_disclosed_is_not_there(
    desk: Desk, nested: dict[str, Any], issued: list[str]
) -> None:
    """Any choice of disclosures verifies, unless one lies inside another that is missing."""
    outcomes = []
    for size in range(len(PATHS) + 1):
        for chosen in combinations(issued[1:], size):
            answer = desk.verify("~".join((issued[0], *chosen)) + "~", "p256", FEATURE)
            outcomes.append(answer.result)
            if answer.result == "success":
                assert is_part(answer.document, nested)
    # Two pairs of outer and inner disclosures and one alone: 3 of 4, 3 of 4, 2 of 2.
    assert outcomes.count("success") == 3 * 3 * 2
    bare = desk.verify(f"{issued[0]}~", "p256", FEATURE).document["credentialSubject"]
    second = nested["credentialSubject"]["phoneNumbers"][1]
    assert bare["phoneNumbers"] == [second]
    assert bare.keys() == {"id", "employmentStatus", "phoneNumbers"}


def test_disclosures_are_bound_to_their_digest(desk: Desk, issued: list[str]) -> None:
    """Each disclosure swapped for one that says something else."""
    for at in range(1, len(issued)):
        salt, *name, _ = json.loads(base64url_decode(issued[at]))
        altered = [*issued]
        altered[at] = disclosure(salt, *name, "something else")
        assert desk.verify("~".join(altered) + "~", "p256", FEATURE).result == "failure"


def test_the_disclosures_of_another_token_are_refused(
    desk: Desk, nested: dict[str, Any], issued: list[str]
) -> None:
    other = desk.issue(nested, "p256", FEATURE, "--sd", json.dumps(PATHS)).data
    mixed = "~".join([issued[0], *other[:-1].split("~")[1:]]) + "~"
    answer = desk.verify(mixed, "p256", FEATURE)
    assert (answer.result, "belongs to nothing" in answer.data) == ("failure", True)


def test_a_disclosure_is_given_once(desk: Desk, issued: list[str]) -> None:
    for text in issued[1:]:
        answer = desk.verify("~".join([*issued, text]) + "~", "p256", FEATURE)
        assert (answer.result, "given twice" in answer.data) == ("failure", True)


def test_a_changed_digest_breaks_the_signature(desk: Desk, issued: list[str]) -> None:
    header, _, signature = issued[0].split(".")
    payload = content(issued[0])
    payload["credentialSubject"]["_sd"][0] = digest("something else")
    forged = f"{header}.{base64url_encode(json.dumps(payload).encode())}.{signature}"
    answer = desk.verify("~".join([forged, *issued[1:]]) + "~", "p256", FEATURE)
    assert (answer.result, "signature" in answer.data) == ("failure", True)


NAME, ITEM = disclosure("salt", "name", "Jane"), disclosure("salt", "Jane")


@pytest.mark.parametrize(
    ("changes", "disclosures", "reason"),
    [
        ({"_sd_alg": "sha-512", "_sd": []}, (), "sha-256"),
        ({"_sd_alg": "md5"}, (), "sha-256"),
        ({"_sd_alg": None}, (), "sha-256"),
        ({"_sd_alg": ["sha-256"]}, (), "sha-256"),
        ({"_sd": digest(NAME)}, (NAME,), "list of digests"),
        ({"_sd": [1]}, (), "must be a text"),
        ({"_sd": [{}]}, (), "must be a text"),
        ({"_sd": [digest(NAME), digest(NAME)]}, (NAME,), "appears twice"),
        ({"_sd": ["decoy", "decoy"]}, (), "appears twice"),
        ({"_sd": ["decoy"], "evidence": [{"...": "decoy"}]}, (), "appears twice"),
        ({"_sd": [digest(ITEM)]}, (ITEM,), "disclosed as a member"),
        ({"evidence": [{"...": digest(NAME)}]}, (NAME,), "as an item"),
        ({"evidence": [{"...": 5}]}, (), "must be a text"),
        ({"evidence": {"...": digest(ITEM)}}, (ITEM,), "kept for SD-JWT"),
        ({"evidence": [{"...": digest(ITEM), "more": 1}]}, (ITEM,), "kept for SD-JWT"),
        ({"evidence": {"_sd_alg": "sha-256"}}, (), "kept for SD-JWT"),
        ({}, (NAME,), "belongs to nothing"),
        ({"name": "Joan", "_sd": [digest(NAME)]}, (NAME,), "appears twice"),
    ],
    ids=str,
)
def test_signed_nonsense_is_refused(
    desk: Desk, nested: dict[str, Any], changes: dict[str, Any], disclosures: Any, reason: str
) -> None:
    answer = desk.verify(signed(desk, {**nested, **changes}, *disclosures), "p256", FEATURE)
    assert answer.result == "failure"
    assert reason in answer.data


@pytest.mark.parametrize(
    "text",
    [
        disclosure("salt", "_sd", ["x"]),
        disclosure("salt", "...", "x"),
        disclosure("salt", "_sd_alg", "sha-256"),
        disclosure("salt", 5, "x"),
        disclosure(5, "name", "x"),
        disclosure("salt"),
        disclosure("salt", "name", "x", "more"),
        base64url_encode(b'{"salt": 1}'),
        base64url_encode(b'["salt", "name", {"a": 1, "a": 2}]'),
        base64url_encode(b"noise"),
        base64url_encode(b"\xff"),
        "WyJzIiwibiIsMV1",  # not canonical: its spare bits are not zero
    ],
    ids=str,
)
def test_malformed_disclosures_are_refused_even_when_they_were_signed(
    desk: Desk, nested: dict[str, Any], text: str
) -> None:
    payload = {**nested, "_sd": [digest(text)]}
    assert desk.verify(signed(desk, payload, text), "p256", FEATURE).result == "failure"


def test_a_member_may_not_come_from_two_disclosures(desk: Desk, nested: dict[str, Any]) -> None:
    other = disclosure("pepper", "name", "Joan")
    payload = {**nested, "_sd": [digest(NAME), digest(other)]}
    for chosen in ((NAME,), (other,), ()):
        assert desk.verify(signed(desk, payload, *chosen), "p256", FEATURE).result == "success"
    answer = desk.verify(signed(desk, payload, NAME, other), "p256", FEATURE)
    assert "'name' appears twice" in answer.data


def test_hidden_claims_are_held_to_the_rules_of_the_open_ones(
    desk: Desk, nested: dict[str, Any]
) -> None:
    """Nothing gets past by being disclosed late."""
    for name, value in (
        ("vc", {}),
        ("vp", {}),
        ("iss", "https://other.example/"),
        ("issuer", "https://other.example/"),
        ("type", ["VerifiablePresentation"]),
    ):
        text = disclosure("salt", name, value)
        payload = {n: v for n, v in nested.items() if n != name} | {"_sd": [digest(text)]}
        answer = desk.verify(signed(desk, payload, text), "p256", FEATURE)
        assert (answer.result, answer.data[: len(name) + 2]) == ("failure", f"/{name}:")


def test_what_a_reader_needs_must_be_disclosed(desk: Desk, nested: dict[str, Any]) -> None:
    """An issuer that stays hidden is no issuer."""
    text = disclosure("salt", "issuer", nested.pop("issuer"))
    payload = {**nested, "_sd": [digest(text)]}
    assert desk.verify(signed(desk, payload, text), "p256", FEATURE).result == "success"
    assert desk.verify(signed(desk, payload), "p256", FEATURE).data.startswith("/issuer:")


def test_disclosures_inside_disclosures_end(desk: Desk, nested: dict[str, Any]) -> None:
    """Any nesting of single documents is bounded; so is one that disclosures build."""
    for depth, result in ((20, "success"), (2000, "failure")):
        texts = [disclosure("salt", "deep", "end")]
        for _ in range(depth):
            texts.append(disclosure("salt", "deep", {"_sd": [digest(texts[-1])]}))
        payload = {**nested, "_sd": [digest(texts[-1])]}
        assert desk.verify(signed(desk, payload, *texts), "p256", FEATURE).result == result


def test_a_key_binding_is_not_checked_and_says_so(desk: Desk, issued: list[str]) -> None:
    """It could not be decided; but a broken token is broken with or without one."""
    binding = desk.token({"nonce": "1"}, typ="kb+jwt", cty=None)
    whole = "~".join([*issued, binding])
    answer = desk.verify(whole, "p256", FEATURE)
    assert (answer.result, "key binding" in answer.data) == ("indeterminate", True)
    assert desk.verify(whole, "p384", FEATURE).result == "failure"
    assert desk.verify(f"{issued[0]}~{disclosure('s', 'a', 1)}~{binding}", "p256", FEATURE) == (
        "failure",
        "A disclosure belongs to nothing that was signed.",
    )


def test_the_frame_of_a_token(desk: Desk, issued: list[str]) -> None:
    """Nothing before, between or after the parts."""
    good = "~".join(issued) + "~"
    for bad in (
        good[:-1],
        issued[0],
        "~" + good,
        good + "~",
        good + " ",
        good.replace("~", "~~", 1),
    ):
        assert desk.verify(bad, "p256", FEATURE).result == "failure"
    assert desk.verify(f"{issued[0]}\n~", "p256", FEATURE).result == "failure"
    assert desk.verify(good + "é", "p256", FEATURE).result == "failure"


@pytest.mark.parametrize(
    ("paths", "reason"),
    [
        (["credentialSubject.nickname"], "nothing to disclose"),
        (["credentialSubject.phoneNumbers[2]"], "nothing to disclose"),
        (["credentialSubject.phoneNumbers.work"], "nothing to disclose"),
        (["credentialSubject[0]"], "nothing to disclose"),
        (["credentialSubject.salary.amount"], "nothing to disclose"),
        (["credentialSubject.salary", "credentialSubject.salary"], "given twice"),
        (["@context[1]"], "cannot be hidden"),
        (["type"], "cannot be hidden"),
        (["issuer"], "cannot be hidden"),
        (["validFrom"], "cannot be hidden"),
    ],
    ids=str,
)
def test_paths_that_lead_nowhere_or_too_far(desk: Desk, paths: list[str], reason: str) -> None:
    sd = ("--sd", json.dumps(paths))
    answer = desk.issue("credential-nested-selective.json", "p256", FEATURE, *sd)
    assert answer.result == "failure"
    assert reason in answer.data


@pytest.mark.parametrize("name", ["_sd", "_sd_alg", "..."])
def test_member_names_of_sd_jwt_are_not_signed(
    desk: Desk, nested: dict[str, Any], name: str
) -> None:
    nested["credentialSubject"]["phoneNumbers"][0][name] = ["digest"]
    answer = desk.issue(nested, "p256", FEATURE)
    assert (answer.result, "kept for SD-JWT" in answer.data) == ("failure", True)


def test_without_paths_nothing_is_hidden(desk: Desk, nested: dict[str, Any]) -> None:
    token = desk.issue(nested, "p256", FEATURE).data
    assert token.count("~") == 1
    assert content(token) == {**nested, "_sd_alg": "sha-256"}


def test_the_names_of_hidden_members_stand_in_no_telling_order(desk: Desk) -> None:
    """Digests are sorted, so their order says nothing about the order of the members."""
    sd = json.dumps(
        [f"credentialSubject.{name}" for name in ("firstName", "lastName", "birthDate")]
    )
    token = desk.issue("credential-selective.json", "p256", FEATURE, "--sd", sd).data
    digests = content(token)["credentialSubject"]["_sd"]
    assert len(digests) == 3
    assert digests == sorted(digests)
