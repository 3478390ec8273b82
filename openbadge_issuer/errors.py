"""What can go wrong on the issuing side, always with the place and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        path: JSON pointer into the document that was given.
        message: one plain sentence.
        type: a problem type of a W3C specification, where one fits.
    """

    path: str
    message: str
    type: str | None = None

    def __str__(self) -> str:
        """The place and the sentence."""
        return f"{self.path}: {self.message}" if self.path else self.message


class IssuerError(Exception):
    """Base of every error of this package."""


class RefusedError(IssuerError):
    """No badge was made; every reason is in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all the problems."""
        self.problems = tuple(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems))


class NotEarnedError(RefusedError):
    """The assessment is in order and says that the badge is not earned."""


class KeyFileError(IssuerError):
    """A key file that cannot be written, opened or trusted."""
