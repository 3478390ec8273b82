"""Answers in JSON, errors with a problem type, and never a page."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue

from demo_app.errors import error_page
from openbadge_issuer import RefusedError
from verifier import specs
from verifier.strict_json import Json, JsonObject

_log = logging.getLogger(__name__)


Problem = Mapping[str, str]


def problem(kind: str, title: str, detail: str) -> Problem:
    """One reason, as https://www.w3.org/TR/vc-data-model-2.0/#problem-details has it."""
    return {"type": kind, "title": title, "detail": detail}


class RefusedRequestError(Exception):
    """A request is answered with problems instead of what it asked for."""

    def __init__(self, problems: Iterable[Problem], status: int = 400) -> None:
        """Keep the problems, and the status to answer with."""
        self.problems = tuple(problems)
        self.status = status
        super().__init__("; ".join(problem["detail"] for problem in self.problems))


def answer(body: JsonObject, status: int = 200) -> Response:
    """A JSON object, in the order that it has."""
    return Response(json.dumps(body), status, mimetype="application/json")


def refusal(problems: Iterable[Problem], status: int = 400, **more: Json) -> Response:
    """Problems, beside whatever the endpoint always answers with."""
    return answer({**more, "problemDetails": list(problems)}, status)


def malformed(detail: str, *, path: str = "") -> RefusedRequestError:
    """A value that has to be another one; `path` is a JSON pointer into the request."""
    where = f"{path}: {detail}" if path else detail
    return RefusedRequestError([problem(specs.MALFORMED_VALUE, "Malformed value", where)])


def register_errors(app: Flask, blueprint: Blueprint) -> None:
    """JSON for every error of this blueprint, and for addresses that are nobody's."""
    blueprint.register_error_handler(RefusedRequestError, _refused)
    blueprint.register_error_handler(RefusedError, _unsigned)
    blueprint.register_error_handler(Exception, _failed)
    for status in (400, 404, 405):
        app.register_error_handler(status, _unrouted)


def _refused(error: RefusedRequestError) -> ResponseReturnValue:
    return refusal(error.problems, error.status, verified=False)


def _unsigned(error: RefusedError) -> ResponseReturnValue:
    """What is not to be signed, or cannot be shown in parts: every reason with its place."""
    return refusal(
        problem(
            found.type or specs.MALFORMED_VALUE,
            "Refused",
            f"{found.path}: {found.message}" if found.path else found.message,
        )
        for found in error.problems
    )


def _failed(error: Exception) -> Response:
    """What the framework refused; a fault of this program says its kind and nothing else."""
    status = getattr(error, "code", None)
    if isinstance(status, int) and 400 <= status < 500:
        return refusal([_plain(status)], status)
    _log.error("fault in %s: %s", request.endpoint, type(error).__name__, exc_info=error)
    return refusal([_plain(500)], 500)


def _unrouted(error: Exception) -> ResponseReturnValue:
    """Programs get JSON; people with a browser, and the pages of the demo, get a page."""
    own = request.blueprint == "conformance"
    wants_page = request.endpoint is not None or "text/html" in request.headers.get("Accept", "")
    if wants_page and not own:
        return error_page(error)
    response = _failed(error)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _plain(status: int) -> Problem:
    phrase = HTTPStatus(status)
    return problem("about:blank", phrase.phrase, phrase.description or phrase.phrase)
