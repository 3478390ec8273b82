"""Alignment: what a badge points to in a framework, or the stack it counts toward."""

from __future__ import annotations

from typing import Annotated

from verifier.model.base import Address, Language, Maybe, Model, OwnType, Text
from verifier.model.words import AlignmentTargetType

STACK = "ext:Stack"


class Alignment(Model):
    """A link to a framework, or to a stack (https://www.imsglobal.org/spec/ob/v3p0#alignment)."""

    type: Annotated[tuple[str, ...], OwnType("Alignment")]
    target_name: Text
    target_url: Address
    target_code: Maybe[str] = None
    target_description: Maybe[str] = None
    target_framework: Maybe[str] = None
    target_type: Maybe[AlignmentTargetType] = None

    @property
    def is_stack(self) -> bool:
        """Whether this names a stack that the achievement counts toward."""
        return self.target_type == STACK


class Related(Model):
    """The same achievement for most purposes: a translation, an earlier version.

    Never a link to a stack (https://www.imsglobal.org/spec/ob/v3p0#related).
    """

    id: Address
    type: Annotated[tuple[str, ...], OwnType("Related")]
    in_language: Maybe[Language] = None
    version: Maybe[str] = None
