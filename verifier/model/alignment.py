"""Alignment: what a badge points to in a framework, or the stack it counts toward."""

from __future__ import annotations

from typing import Annotated

from verifier.model.base import Address, Model, Text, Types, includes

STACK = "ext:Stack"


class Alignment(Model):
    """A link to a framework, or to a stack (https://www.imsglobal.org/spec/ob/v3p0#alignment)."""

    type: Annotated[Types, includes("Alignment")]
    target_name: Text
    target_url: Address
    target_code: str | None = None
    target_description: str | None = None
    target_framework: str | None = None
    target_type: str | None = None

    @property
    def is_stack(self) -> bool:
        """Whether this names a stack that the achievement counts toward."""
        return self.target_type == STACK
