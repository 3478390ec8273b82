"""What findings say of contexts, signatures and keys in Spanish; see `_es_messages`."""

from __future__ import annotations

SIGNATURES = {
    "The contexts are the published ones, in the right order.": (
        "Los contextos son los publicados, en el orden correcto."
    ),
    "The contexts begin with the published ones, in the right order.": (
        "Los contextos empiezan por los publicados, en el orden correcto."
    ),
    "The context {url} is not one that this verifier carries, and contexts are never fetched; "
    "whoever has it and trusts it can give it (--context {url}=FILE, Verifier(contexts=...)).": (
        "Este verificador no incluye el contexto {url}, y los contextos nunca se consultan en la "
        "red; quien lo tenga y confíe en él puede darlo (--context {url}=FILE, "
        "Verifier(contexts=...))."
    ),
    "What the terms of {url} mean was taken from a file that the caller chose "
    "(SHA-256 {digest}).": (
        "Lo que significan los términos de {url} se tomó de un archivo que eligió quien comprueba "
        "(SHA-256 {digest})."
    ),
    "The signature is genuine.": "La firma es auténtica.",
    "The badge was changed after it was signed, or was not signed with this key.": (
        "La insignia se modificó después de firmarse, o no se firmó con esta clave."
    ),
    "The presentation was changed after it was signed, or was not signed with this key.": (
        "La presentación se modificó después de firmarse, o no se firmó con esta clave."
    ),
    "The token was changed after it was signed, or not signed with this key.": (
        "El archivo firmado se modificó después de firmarse, o no se firmó con esta clave."
    ),
    "A signature of kind {kind!r} was not checked: it is not known here.": (
        "No se comprobó una firma del tipo «{kind}»: aquí no se conoce."
    ),
    "The signature says it was made at {created}, which is later than {at}, the time that was "
    "asked about. Ask about a later time.": (
        "La firma dice que se hizo en {created}, que es después de {at}, el momento por el que se "
        "pregunta. Pregunte por un momento posterior."
    ),
    "The signature was good until {expires}. Ask for a copy that is signed anew.": (
        "La firma valía hasta {expires}. Pida una copia con una firma nueva."
    ),
    "The badge is not signed. Ask for the file as it was issued.": (
        "La insignia no está firmada. Pida el archivo tal como se emitió."
    ),
    "The signature has no value. Ask for the file as it was issued.": (
        "La firma está vacía. Pida el archivo tal como se emitió."
    ),
    "The signature was not made to issue a credential ({relation}).": (
        "La firma no se hizo para emitir una credencial ({relation})."
    ),
    "The signature was not made to present a credential ({relation}).": (
        "La firma no se hizo para presentar una credencial ({relation})."
    ),
    "It was not made for the {what} {value!r}.": "No se hizo para «{what}» con «{value}».",
    "It was not made for the {what} {value!r}, so that anybody who has a copy could show it; "
    "ask its holder for a presentation.": (
        "No se hizo para «{what}» con «{value}», así que cualquiera que tenga una copia podría "
        "mostrarla; pida una presentación a su titular."
    ),
    "It was made for one exchange only (it carries a {what}); name the same {what} to check it.": (
        "Se hizo para un solo intercambio (lleva «{what}»); indique el mismo «{what}» para "
        "comprobarla."
    ),
    "It was made for another exchange (its {what} differs).": (
        "Se hizo para otro intercambio («{what}» no coincide)."
    ),
    # Keys
    "The key belongs to the issuer {signer}.": "La clave es del emisor {signer}.",
    "The key belongs to the holder {signer}.": "La clave es del titular {signer}.",
    "No signature is by the issuer {signer}.": "Ninguna firma es del emisor {signer}.",
    "No signature is by the holder {signer}.": "Ninguna firma es del titular {signer}.",
    "The file names no issuer.": "El archivo no nombra ningún emisor.",
    "The file names no holder.": "El archivo no nombra ningún titular.",
    "The key is a published test key: anybody can sign with it.": (
        "La clave es una clave de prueba publicada: cualquiera puede firmar con ella."
    ),
    "The key {key} has been revoked ({time}).": "La clave {key} fue revocada ({time}).",
    "The key {key} had expired ({time}).": "La clave {key} había caducado ({time}).",
    "This is the holder's own copy, which is not for showing: derive a badge from it first.": (
        "Esta es la copia del propio titular, que no es para mostrar: derive antes una insignia de "
        "ella."
    ),
    "The key {key} is controlled by {owner}.": "La clave {key} es de {owner}.",
    "{owner} does not list the key {key}.": "{owner} no incluye la clave {key}.",
    "{owner} does not allow {key} to sign credentials.": (
        "{owner} no permite que {key} firme credenciales."
    ),
    "{owner} does not allow {key} to present credentials.": (
        "{owner} no permite que {key} presente credenciales."
    ),
    "{signer} does not list the key that the token names.": (
        "{signer} no incluye la clave que nombra el archivo firmado."
    ),
    "The key could not be obtained. {reason}": "No se pudo obtener la clave. {reason}",
}
