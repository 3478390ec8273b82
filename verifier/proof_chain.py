"""Proofs that build on other proofs: what each of them covers.

https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains
"""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.proof_shape import Rejected
from verifier.strict_json import Json, JsonObject


def covered_document(
    document: JsonObject, proof: JsonObject, proofs: tuple[Json, ...], path: str
) -> JsonObject:
    """The document as this proof covers it: with the proofs that it builds on, if any.

    Raises:
        Rejected: it builds on a proof that is not there, or on itself.
    """
    where = path + "/previousProof"
    names = _previous(proof, where)
    if not names:
        return document
    by_id = {p["id"]: p for p in proofs if isinstance(p, Mapping) and isinstance(p.get("id"), str)}
    for name in names:
        if name not in by_id:
            raise _rejected("The signature builds on one that is not there.", where)
    _refuse_cycle(proof, by_id, where)
    before: list[Json] = [by_id[name] for name in names]
    return {**document, "proof": before}


def _refuse_cycle(proof: JsonObject, by_id: Mapping[Json, JsonObject], where: str) -> None:
    own = proof.get("id")
    seen: set[str] = set()
    waiting = _previous(proof, where)
    while waiting:
        name = waiting.pop()
        if name == own:
            raise _rejected("The signature builds on itself.", where)
        if name not in seen and name in by_id:
            seen.add(name)
            waiting += _previous(by_id[name], where)


def _previous(proof: JsonObject, where: str) -> list[str]:
    if "previousProof" not in proof:
        return []
    value = proof["previousProof"]
    names = value if isinstance(value, list) else [value]
    texts = [name for name in names if isinstance(name, str) and name]
    if not texts or len(texts) != len(names) or len(set(texts)) != len(texts):
        raise _rejected("previousProof must name one signature, or several once each.", where)
    return texts


def _rejected(message: str, where: str) -> Rejected:
    return Rejected("proof.chain", message, where, specs.DI_CHAINS)
