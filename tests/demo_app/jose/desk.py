"""The command as the tests use it, and keys to sign what it never would."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from demo_app.conformance.jose.command import jose
from demo_app.conformance.jose.method import PrivateKey, read_method, read_private_key
from verifier.base64url import base64url_encode

KEYS = ("ed25519", "p256", "p384", "p521")
KIDS = {
    name: f"https://example.issuer/vc-jose-cose#key-{(4, 1, 2, 3)[i]}"
    for i, name in enumerate(KEYS)
}
ALGORITHMS = {"ed25519": "EdDSA", "p256": "ES256", "p384": "ES384", "p521": "ES512"}


class Answer(NamedTuple):
    """What the command wrote."""

    result: str
    data: str

    @property
    def document(self) -> dict[str, Any]:
        """The document of a successful verification."""
        assert self.result == "success", self.data
        document: dict[str, Any] = json.loads(self.data)
        return document


@dataclass(frozen=True)
class Desk:
    """A folder for files, and the inputs of the suite.

    Attributes:
        inputs: the published inputs.
        folder: where answers and altered inputs go.
    """

    inputs: Path
    folder: Path

    def run(self, function: str, source: Path, key: Path, feature: str, *more: str) -> Answer:
        """Run the command on files; it must write its answer and end well."""
        out = self.folder / "answer.json"
        out.unlink(missing_ok=True)
        arguments = ["--input", source, "--key", key, "--feature", feature, "--output", out, *more]
        result = CliRunner().invoke(jose, [function, *map(str, arguments)], catch_exceptions=False)
        assert (result.exit_code, result.output) == (0, "")
        answer = json.loads(out.read_bytes())
        assert list(answer) == ["result", "data"]
        return Answer(**answer)

    def issue(self, document: Any, key: str, feature: str, *more: str) -> Answer:
        """Issue a document, or what stands in a file of the suite."""
        source = self.inputs / document if isinstance(document, str) else self.file(document)
        return self.run("issue", source, self.key(key), feature, *more)

    def verify(self, token: str | bytes, key: str, feature: str) -> Answer:
        """Verify a token."""
        return self.run("verify", self.file(token), self.key(key), feature)

    def key(self, name: str) -> Path:
        """One of the suite's key files."""
        return self.inputs / f"vm-{name}.json"

    def private(self, name: str) -> PrivateKey:
        """The key itself, to sign what the command never would."""
        data = self.key(name).read_bytes()
        return read_private_key(data, read_method(data))

    def token(self, payload: Any, name: str = "p256", **header: Any) -> str:
        """A token over any payload; `header` replaces members of the usual one, None drops them."""
        usual = {"alg": ALGORITHMS[name], "kid": KIDS[name], "typ": "vc+jwt", "cty": "vc"}
        whole = {n: value for n, value in (usual | header).items() if value is not None}
        parts = (
            json.dumps(part) if not isinstance(part, str) else part for part in (whole, payload)
        )
        signed = ".".join(base64url_encode(part.encode()) for part in parts)
        return f"{signed}.{base64url_encode(self.private(name).sign(signed.encode()))}"

    def text(self, name: str) -> str:
        """An input of the suite."""
        return (self.inputs / name).read_text().strip()

    def json(self, name: str) -> dict[str, Any]:
        """A JSON input of the suite."""
        document: dict[str, Any] = json.loads(self.text(name))
        return document

    def file(self, content: Any) -> Path:
        """A file with this content."""
        path = self.folder / "input"
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path
