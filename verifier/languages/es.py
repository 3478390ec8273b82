"""Spanish."""

from __future__ import annotations

from verifier.languages import Language
from verifier.languages._es_messages import MESSAGES
from verifier.report import Outcome, State

_SENTENCES = {
    State.MALFORMED: "Este archivo no es una insignia legible.",
    State.INVALID_SIGNATURE: (
        "Esta insignia se modificó después de emitirse, o no la emitió {issuer}."
    ),
    State.INVALID_CONTENT: (
        "No se puede confiar en esta insignia: lo que dice incumple las reglas de las insignias, o "
        "partes de ella no están cubiertas por una firma: {reason}"
    ),
    State.REVOKED: "{issuer} ha retirado esta insignia.",
    State.SUSPENDED: "{issuer} ha suspendido esta insignia.",
    State.EXPIRED: "Esta insignia es auténtica, pero caducó el {until}.",
    State.NOT_YET_VALID: "Esta insignia es auténtica, pero no tendrá efecto hasta el {start}.",
    State.UNSUPPORTED: "Esta insignia usa un método que aquí no se puede comprobar: {reason}",
    State.KEY_UNAVAILABLE: (
        "No se pudo obtener la clave de {issuer}; todavía no se sabe nada de esta insignia."
    ),
    State.STATUS_UNKNOWN: (
        "Esta insignia es auténtica, pero no pudimos averiguar si fue retirada."
    ),
    State.ISSUER_UNCHECKED: (
        "La firma es correcta, pero no se pudieron consultar las listas de emisores reconocidos."
    ),
    State.ISSUER_UNRECOGNISED: (
        "La firma es correcta, pero {issuer} no figura en ninguna de las listas consultadas."
    ),
    State.VALID: (
        "Esta insignia es auténtica y está vigente: {issuer} otorgó {name} a {person} el {awarded}."
    ),
}

_CHECKS = {
    "parse.*": "El archivo se puede leer",
    "jsonld.context": "Los contextos son los publicados",
    "jsonld.terms": "Todo lo que dice la insignia está firmado",
    "proof.present": "La insignia está firmada",
    "proof.*": "La firma es auténtica",
    "issuer.key": "La clave es del emisor",
    "holder.key": "La clave es del titular",
    "issuer.registry": "Una lista reconoce al emisor",
    "issuer.authority": "El emisor puede otorgar este logro",
    "time.valid_from": "La insignia ya tiene efecto",
    "time.valid_until": "La insignia no ha caducado",
    "status.revocation": "La insignia no fue retirada",
    "status.suspension": "La insignia no está suspendida",
    "status.*": "Lo que dice la lista de estado",
    "schema.*": "La insignia tiene las partes que debe tener",
    "rubric.required": "El resultado cumple lo que exige la rúbrica",
    "rubric.*": "Los resultados corresponden a la rúbrica",
    "evidence.digest": "La evidencia no ha cambiado",
    "stack.*": "El itinerario incluye la insignia",
    "endorsement": "Un respaldo",
    "recipient.match": "La insignia es de esta persona",
    "refresh.credential": "Una copia más reciente",
    "presentation.*": "La presentación",
}

PLUGIN = Language(
    name="es",
    sentences=_SENTENCES,
    outcomes={
        Outcome.PASSED: "correcto",
        Outcome.FAILED: "incorrecto",
        Outcome.WARNING: "aviso",
        Outcome.INCONCLUSIVE: "sin comprobar",
        Outcome.NOT_APPLICABLE: "no consultado",
    },
    checks=_CHECKS,
    messages=MESSAGES,
    words={
        "unproven": "No está demostrado que esta insignia sea auténtica: {reason}",
        "presented": (
            "Todas las insignias de esta presentación son auténticas y están vigentes ({count})."
        ),
        "presentation": "No se puede confiar en esta presentación: {reason}",
        "member": "De las insignias presentadas, una decide: {sentence}",
        "portfolio": (
            "Este portafolio y todas sus insignias ({count}) son auténticos y están vigentes."
        ),
        "held": "Una insignia de este portafolio ({name}): {sentence}",
        "numbered": "insignia {number}: {name}",
        "unnamed": "sin nombre",
        "issuer": "el emisor",
        "claimed": "el emisor que nombra",
        "name": "una insignia",
        "person": "su titular",
        "original": "(En inglés: {message})",
    },
)
