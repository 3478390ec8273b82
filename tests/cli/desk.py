"""A district's desk: its key, a badge it made, and a folder that stands for the web."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from openbadge_issuer import award, issue, open_key
from openbadge_issuer.cli import openbadge as group

DID = "did:web:sdsm.example"
AT = "2026-12-01T12:00:00Z"
WAIT_TIME = "https://sdsm.example/achievements/wait-time/1"


class Answer(NamedTuple):
    """What a command line program gives back."""

    code: int
    out: str
    err: str


def openbadge(*arguments: str | Path, stdin: bytes = b"") -> Answer:
    """Run a command in this process; only wrong usage and exit codes may end it."""
    result = CliRunner().invoke(
        group, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False
    )
    return Answer(result.exit_code, result.stdout, result.stderr)


def program(
    *arguments: str | Path | bytes,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    stdout: int | None = None,
) -> Answer:
    """Run the real program."""
    done = subprocess.run(
        [sys.executable, "-m", "openbadge_issuer.cli", *arguments],
        input=stdin,
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        env=env,
        check=False,
    )
    out = (done.stdout or b"").decode("utf-8", "replace")
    return Answer(done.returncode, out, done.stderr.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Desk:
    """Everything that the command line needs.

    Attributes:
        examples: the example documents.
        key: the key file of South Milwaukee, without a passphrase.
        badge: the badge that the command line made from the example assessment.
        web: what the district publishes, for `--fetch-dir`.
    """

    examples: Path
    key: Path
    badge: Path
    web: Path

    @property
    def policy(self) -> Path:
        return self.examples / "policies" / "harmony.json"

    def assessment(self, **changes: Any) -> dict[str, Any]:
        """The example assessment with members changed."""
        text = (self.examples / "assessment.json").read_text(encoding="utf-8")
        return {**json.loads(text), **changes}

    def achievement(self, **changes: Any) -> dict[str, Any]:
        """The example achievement with members changed."""
        text = (self.examples / "achievements" / "wait-time-1.json").read_text(encoding="utf-8")
        return {**json.loads(text), **changes}

    def make(self, target: Path, **changes: Any) -> Path:
        """A badge from the example assessment with members changed, signed on 3 March 2026."""
        unsigned = award(self.assessment(**changes), folder=self.examples)
        badge = issue(unsigned, signer=open_key(self.key), at=datetime(2026, 3, 3, tzinfo=UTC))
        target.write_text(json.dumps(badge), encoding="utf-8")
        return target

    def change(self, target: Path, **changes: Any) -> Path:
        """A copy of the badge with members changed after it was signed."""
        badge = {**json.loads(self.badge.read_bytes()), **changes}
        kept = {name: value for name, value in badge.items() if value is not None}
        target.write_text(json.dumps(kept), encoding="utf-8")
        return target

    def recognise(
        self, policy: dict[str, Any], *sources: Path | str, options: tuple[str, ...] = ()
    ) -> Answer:
        """What the command says of these sources under this policy, in December 2026."""
        file = self.badge.parent / "policy.json"
        file.write_text(json.dumps(policy), encoding="utf-8")
        web = ("--fetch-dir", self.web, "--at", AT)
        return openbadge("recognise", *sources, "--policy", file, *web, *options)
