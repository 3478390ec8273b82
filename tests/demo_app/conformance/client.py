"""A client that speaks JSON to the conformance server, as the suites do."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask

from demo_app.conformance.workshop import Workshop


@dataclass(frozen=True)
class Answer:
    """What came back; `body` is JSON, always."""

    status: int
    body: Any

    @property
    def problems(self) -> set[str]:
        """The last words of the problem types."""
        return {p["type"].rpartition("#")[2] for p in self.body["problemDetails"]}


class Client:
    """Posts JSON to the endpoints, as the suites do."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._client = app.test_client()

    @property
    def workshop(self) -> Workshop:
        found: Workshop = self.app.extensions["conformance"]
        return found

    def did(self, kind: str = "Ed25519") -> str:
        return self.workshop.benches[kind].signer.did

    def get(self, path: str, **query: str) -> Answer:
        response = self._client.get(path, query_string=query)
        assert response.mimetype == "application/json"
        return Answer(response.status_code, response.json)

    def post(self, path: str, body: Any) -> Answer:
        return self.send(path, json.dumps(body).encode())

    def send(self, path: str, data: bytes, content_type: str = "application/json") -> Answer:
        response = self._client.post(path, data=data, content_type=content_type)
        assert response.mimetype == "application/json"
        return Answer(response.status_code, response.json)

    def issue(self, credential: Any, **options: Any) -> Answer:
        return self.post("/credentials/issue", {"credential": credential, "options": options})

    def verify(self, credential: Any, **options: Any) -> Answer:
        sent = {"verifiableCredential": credential, "options": options}
        return self.post("/credentials/verify", sent)

    def verify_proof(self, credential: Any, **options: Any) -> Answer:
        sent = {"verifiableCredential": credential, "options": options}
        return self.post("/proofs/verify", sent)

    def derive(self, credential: Any, pointers: list[str]) -> Answer:
        options = {"selectivePointers": pointers}
        sent = {"verifiableCredential": credential, "options": options}
        return self.post("/credentials/derive", sent)

    def present(self, presentation: Any, **options: Any) -> Answer:
        sent = {"verifiablePresentation": presentation, "options": options}
        return self.post("/presentations/verify", sent)
