"""The sentences of findings in Spanish, by the English ones; the gaps have the same names."""

from __future__ import annotations

from verifier.languages._es_signatures import SIGNATURES

MESSAGES = {
    **SIGNATURES,
    # The issuer
    "{url} could not be reached.": "No se pudo acceder a {url}.",
    "{url} was not fetched: this check runs offline.": (
        "No se consultó {url}: esta comprobación no usa la red."
    ),
    "{url} answered with the status {status}.": "{url} respondió con el estado {status}.",
    "No list of recognised issuers was asked who {issuer} is.": (
        "No se preguntó a ninguna lista de emisores reconocidos quién es {issuer}."
    ),
    "{lists} lists {issuer} as {name}.": "{issuer} figura en {lists} como {name}.",
    "{lists} lists {issuer}.": "{issuer} figura en {lists}.",
    "{issuer} is denied by {list}; no other list was asked.": (
        "{list} rechaza a {issuer}; no se preguntó a ninguna otra lista."
    ),
    "{issuer} is in none of the lists that were asked: {lists}.": (
        "{issuer} no figura en ninguna de las listas consultadas: {lists}."
    ),
    "{issuer} could not be looked up in {lists}. {reasons}": (
        "No se pudo buscar a {issuer} en {lists}. {reasons}"
    ),
    "{issuer} awards an achievement of its own.": "{issuer} otorga un logro propio.",
    "The badge does not say who defined the achievement.": (
        "La insignia no dice quién definió el logro."
    ),
    "{who} defined the achievement and endorses {issuer}.": (
        "{who} definió el logro y respalda a {issuer}."
    ),
    "{issuer} awards an achievement defined by {who}; nothing shows that it may.": (
        "{issuer} otorga un logro definido por {who}; nada demuestra que pueda hacerlo."
    ),
    "{list} says that {issuer} may award this achievement.": (
        "Según {list}, {issuer} puede otorgar este logro."
    ),
    "{lists} lists {issuer} for other achievements than this one.": (
        "{issuer} figura en {lists} para otros logros, no para este."
    ),
    # Dates
    "The badge's validity has begun ({time}).": "La insignia ya tiene efecto (desde {time}).",
    "The badge's validity has not begun yet ({time}).": (
        "La insignia todavía no tiene efecto (desde {time})."
    ),
    "The badge's validity has not ended ({time}).": "La insignia no ha caducado (hasta {time}).",
    "The badge's validity has ended ({time}).": "La insignia ha caducado (hasta {time}).",
    "The token has not ended ({time}).": "El archivo firmado no ha caducado (hasta {time}).",
    "The token has ended ({time}).": "El archivo firmado ha caducado (hasta {time}).",
    # Status
    "The issuer has withdrawn the badge.": "El emisor ha retirado la insignia.",
    "The issuer has withdrawn the badge. The reason given: {reason}": (
        "El emisor ha retirado la insignia. El motivo que da: {reason}"
    ),
    "The issuer has not withdrawn the badge.": "El emisor no ha retirado la insignia.",
    "The issuer has put the badge on hold.": "El emisor ha suspendido la insignia.",
    "The issuer has not put the badge on hold.": "El emisor no ha suspendido la insignia.",
    "The issuer has a newer copy of the badge.": (
        "El emisor tiene una copia más reciente de la insignia."
    ),
    "The issuer has no newer copy of the badge.": (
        "El emisor no tiene una copia más reciente de la insignia."
    ),
    "The issuer says of this badge: {words}": "El emisor dice de esta insignia: {words}",
    "Whether the badge was withdrawn could not be checked: {kind} is not known.": (
        "No se pudo comprobar si la insignia fue retirada: no se conoce {kind}."
    ),
    "The status list could not be obtained. {reason}": (
        "No se pudo obtener la lista de estado. {reason}"
    ),
    "The status list cannot be relied on. {reason}": (
        "No se puede confiar en la lista de estado. {reason}"
    ),
    "The status list has ended. {reason}": "La lista de estado ha caducado. {reason}",
    "The status list is out of date: it was good until {time}.": (
        "La lista de estado está caducada: valía hasta {time}."
    ),
    "The status list is not in force before {time}.": (
        "La lista de estado no tiene efecto antes de {time}."
    ),
    "The status list is not one for {purpose!r}.": (
        "La lista de estado no es para el fin «{purpose}»."
    ),
    "The status list is by {issuer}, not by the badge's issuer; whoever trusts it "
    "must name it (--status-delegate).": (
        "La lista de estado es de {issuer}, no del emisor de la insignia; quien confíe en ella "
        "debe nombrarlo (--status-delegate)."
    ),
    "What {url} answered is no status list. {reason}": (
        "Lo que respondió {url} no es una lista de estado. {reason}"
    ),
    "What counts is the list of {time}, whatever was so before.": (
        "Cuenta la lista de {time}, sea lo que fuere antes."
    ),
    "The copy of the list is of {time}; a newer one is due.": (
        "La copia de la lista es de {time}; ya debería haber otra más reciente."
    ),
    # The rubric
    "{level!r} is a level of {criterion!r}.": "«{level}» es un nivel de «{criterion}».",
    "{criterion!r} meets what the rubric requires.": (
        "«{criterion}» cumple lo que exige la rúbrica."
    ),
    "{criterion!r} is below what the rubric requires.": (
        "«{criterion}» no alcanza lo que exige la rúbrica."
    ),
    "Whether {criterion!r} meets what the rubric requires cannot be told.": (
        "No se puede saber si «{criterion}» cumple lo que exige la rúbrica."
    ),
    "{criterion!r} has no status.": "«{criterion}» no tiene estado.",
    "The badge was awarded although {criterion!r} has the status {status}.": (
        "La insignia se otorgó aunque «{criterion}» tiene el estado {status}."
    ),
    "The level achieved for {criterion!r} belongs to another criterion.": (
        "El nivel alcanzado en «{criterion}» es de otro criterio."
    ),
    "The level achieved for {criterion!r} is no level of this achievement.": (
        "El nivel alcanzado en «{criterion}» no es un nivel de este logro."
    ),
    "The value {value!r} for {criterion!r} is outside what is allowed.": (
        "El valor «{value}» de «{criterion}» está fuera de lo permitido."
    ),
    "The result for {criterion!r} has the value {value!r}, but the level that it names "
    "stands for {points!r} points.": (
        "El resultado de «{criterion}» tiene el valor «{value}», pero el nivel que nombra "
        "equivale a «{points}» puntos."
    ),
    "The rubric asks for {criterion!r}, and the badge has no result for it.": (
        "La rúbrica pide «{criterion}», y la insignia no tiene ese resultado."
    ),
    "The badge has {count} results for {criterion!r}.": (
        "La insignia tiene {count} resultados de «{criterion}»."
    ),
    "Every criterion of the rubric has one result.": (
        "Cada criterio de la rúbrica tiene un resultado."
    ),
    "A result does not say which criterion it is about.": (
        "Un resultado no dice de qué criterio es."
    ),
    "A result is about a criterion that this achievement does not have.": (
        "Un resultado es de un criterio que este logro no tiene."
    ),
    "The badge gives {earned} credits, and the achievement is worth {available}.": (
        "La insignia da {earned} créditos, y el logro vale {available}."
    ),
    # Evidence and stacks
    "{thing} is what the badge was awarded with.": (
        "{thing} es lo mismo con lo que se otorgó la insignia."
    ),
    "{thing} is not the document that the badge was awarded with.": (
        "{thing} no es el documento con el que se otorgó la insignia."
    ),
    "{thing} was not fetched, so its digest was not checked.": (
        "No se consultó {thing}, así que no se comprobó su resumen criptográfico."
    ),
    "The digest was not checked. {reason}": "No se comprobó el resumen criptográfico. {reason}",
    "{thing} has two digests that contradict each other.": (
        "{thing} tiene dos resúmenes criptográficos que se contradicen."
    ),
    "{thing} has a kind of digest that is not read.": (
        "{thing} tiene un resumen criptográfico de un tipo que no se lee."
    ),
    "Nothing in the badge would show if this evidence were exchanged (it has no digest).": (
        "Nada en la insignia mostraría si se cambiara esta evidencia (no tiene resumen)."
    ),
    "The definition of the stack {stack!r} was not looked at.": (
        "No se consultó la definición del itinerario «{stack}»."
    ),
    "The definition of the stack {stack!r} cannot be read: {reason}": (
        "No se puede leer la definición del itinerario «{stack}»: {reason}"
    ),
    "The stack {stack!r} does not list this achievement.": (
        "El itinerario «{stack}» no incluye este logro."
    ),
    "The stack {stack!r} lists this achievement as {place!r} only.": (
        "El itinerario «{stack}» incluye este logro solo como «{place}»."
    ),
    "The stack {stack!r} lists this achievement as {place!r}.": (
        "El itinerario «{stack}» incluye este logro como «{place}»."
    ),
    # Endorsements
    "{who}{known} endorses {thing}.": "{who}{known} respalda {thing}.",
    "{who}{known} endorses {thing}: {comment}": "{who}{known} respalda {thing}: {comment}",
    " ({lists} lists it)": " (figura en {lists})",
    ", which is in none of the lists that were asked,": (
        ", que no figura en ninguna de las listas consultadas,"
    ),
    ", about which a list could not be asked,": (
        ", sobre el que no se pudo preguntar a una lista,"
    ),
    "{sentence} (By the issuer itself.)": "{sentence} (Del propio emisor.)",
    "{endorser} endorses something else: {thing}.": "{endorser} respalda otra cosa: {thing}.",
    "An endorsement cannot be read. {reason}": "Un respaldo no se puede leer. {reason}",
    "An endorsement could not be checked. {reason}": "No se pudo comprobar un respaldo. {reason}",
    "It shows only parts of itself.": "Muestra solo partes de sí mismo.",
    "An endorsement does not count. {reason}": "Un respaldo no cuenta. {reason}",
    "There are more endorsements than are looked at; this one was not.": (
        "Hay más respaldos de los que se examinan; este no se examinó."
    ),
    # The person, and newer copies
    "The badge is about this recipient.": "La insignia es de esta persona.",
    "The badge is about another recipient.": "La insignia es de otra persona.",
    "The badge is about this recipient, by an MD5 hash that others could forge.": (
        "La insignia es de esta persona, según un resumen MD5 que otros podrían falsificar."
    ),
    "The badge holds nothing of this kind to compare the recipient with.": (
        "La insignia no contiene nada de este tipo con que comparar a la persona."
    ),
    "The newer copy that the badge points to was checked in its place.": (
        "Se comprobó en su lugar la copia más reciente que indica la insignia."
    ),
    "The badge names a place for a newer copy; it was not asked.": (
        "La insignia indica dónde hay una copia más reciente; no se consultó."
    ),
    "The badge names a way to a newer copy that is not known here.": (
        "La insignia indica una vía hacia una copia más reciente que aquí no se conoce."
    ),
    "The newer copy could not be obtained. {reason}": (
        "No se pudo obtener la copia más reciente. {reason}"
    ),
    "The newer copy cannot be read. {reason}": "No se puede leer la copia más reciente. {reason}",
    "The newer copy is another badge, or by another issuer.": (
        "La copia más reciente es otra insignia, o es de otro emisor."
    ),
    "The copy at the place that the badge names is older than the badge.": (
        "La copia que hay donde indica la insignia es más antigua que la insignia."
    ),
}
