"""What a request says: one JSON object through the strict door, and its options."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, request

from demo_app.conformance.answers import RefusedRequestError, malformed, problem
from verifier import specs
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, parse


def read_object() -> JsonObject:
    """The JSON object that was sent.

    Raises:
        RefusedRequestError: no JSON, JSON that readers read differently, too large, or no object.
    """
    if not request.is_json:
        abort(415)
    try:
        body = parse(request.get_data(cache=False))
    except DocumentError as exc:
        reason = problem(specs.PARSING, "Parsing error", exc.reason)
        raise RefusedRequestError([reason]) from exc
    if not isinstance(body, Mapping):
        raise malformed("The request must be a JSON object.")
    return body


def part(body: JsonObject, name: str) -> Json:
    """A member that has to be there, whatever it is.

    Raises:
        RefusedRequestError: it is not there.
    """
    if name not in body:
        raise malformed(f"The request has no member {name!r}.")
    return body[name]


def object_part(body: JsonObject, name: str) -> JsonObject:
    """A member that has to be an object.

    Raises:
        RefusedRequestError: it is not there, or something else.
    """
    value = part(body, name)
    if not isinstance(value, Mapping):
        raise malformed(f"{name} must be an object.", path=f"/{name}")
    return value


def options_of(body: JsonObject) -> JsonObject:
    """The options of a request; none is the same as an empty object.

    Raises:
        RefusedRequestError: they are not an object.
    """
    options = body.get("options")
    if options is None:
        return {}
    if not isinstance(options, Mapping):
        raise malformed("The options must be an object.", path="/options")
    return options


def text_option(options: JsonObject, name: str) -> str | None:
    """An option that is a text.

    Raises:
        RefusedRequestError: it is something else.
    """
    value = options.get(name)
    if value is not None and not isinstance(value, str):
        raise malformed(f"{name} must be a text.", path=f"/options/{name}")
    return value


def list_option(options: JsonObject, name: str) -> list[str] | None:
    """An option that is a list of texts.

    Raises:
        RefusedRequestError: it is something else.
    """
    value = options.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise malformed(f"{name} must be a list of texts.", path=f"/options/{name}")
    return value
