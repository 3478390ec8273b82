"""`openbadge jose`: issue and verify as the W3C test suite for VC-JOSE-COSE asks a program to."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from demo_app.conformance.jose import feature as features
from demo_app.conformance.jose.concealing import Path, read_path
from demo_app.conformance.jose.feature import FEATURES
from openbadge_issuer.cli.common import read_sources, shown, write_out
from verifier.errors import DocumentError
from verifier.strict_json import parse

_F = TypeVar("_F", bound=Callable[..., Any])


class _Paths(click.ParamType[tuple[Path, ...]]):
    """A JSON list of paths."""

    name = "JSON"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, ...]:
        if isinstance(value, tuple):
            return value
        try:
            listed = parse(str(value))
            if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
                raise ValueError("this is not a JSON list of texts")
            return tuple(read_path(str(item)) for item in listed)
        except (DocumentError, ValueError) as exc:
            reason = exc.reason if isinstance(exc, DocumentError) else exc
            self.fail(f"{reason}; write for example '[\"credentialSubject.name\"]'.", param, ctx)


def _files(command: _F) -> _F:
    """The options that both commands have."""
    feature = click.Choice(sorted(FEATURES))
    for option in (
        click.option("--output", required=True, metavar="FILE", help="Where the answer goes."),
        click.option("--feature", "feature_name", type=feature, required=True, help="What it is."),
        click.option("--key", required=True, metavar="FILE", help="A JsonWebKey method."),
        click.option("--input", "source", required=True, metavar="FILE", help="What to read."),
    ):
        command = option(command)
    return command


@click.group(short_help="Issue or verify as a W3C suite asks.")
def jose() -> None:
    """Issue or verify one file for the W3C suite vc-jose-cose (not for badges).

    The answer is {"result": "success" | "failure" | "indeterminate", "data": "..."}: the token or
    document, or a sentence that says what is wrong. The exit code is 0 once it is written.
    """


@jose.command()
@_files
@click.option(
    "--sd",
    type=_Paths(),
    default=(),
    help='SD-JWT only: what is disclosed separately, such as ["credentialSubject.name"].',
)
def issue(source: str, key: str, feature_name: str, output: str, sd: tuple[Path, ...]) -> None:
    """Secure the credential or presentation in --input."""
    feature = FEATURES[feature_name]
    if sd and feature.form != "sdjwt":
        raise click.UsageError("--sd is for the features of SD-JWT.")
    _answer(output, source, key, lambda data, keys: features.issue(data, keys, feature, sd))


@jose.command(short_help="Check the token in --input against the key alone.")
@_files
def verify(source: str, key: str, feature_name: str, output: str) -> None:
    """Check the token in --input against the key alone: no clock, no status, no network."""
    feature = FEATURES[feature_name]
    _answer(
        output,
        source,
        key,
        lambda data, keys: json.dumps(features.verify(data, keys, feature), ensure_ascii=False),
    )


def _answer(output: str, source: str, key: str, made: Callable[[bytes, bytes], str]) -> None:
    """Write what was made of the two files, or why nothing could be; a missing file is one reason.

    The suite names a key file that does not exist, and expects the answer "failure".
    """
    result, data = "success", ""
    try:
        data = made(*_read(source, key))
    except DocumentError as exc:
        result = "failure" if exc.supported else "indeterminate"
        data = f"{exc.path}: {exc.reason}" if exc.path else exc.reason
    write_out(output, (json.dumps({"result": result, "data": data}) + "\n").encode())


def _read(*names: str) -> list[bytes]:
    given = read_sources(names)
    for file in given:
        if file.data is None:
            raise DocumentError("", shown(file.trouble))
    return [file.data for file in given if file.data is not None]
