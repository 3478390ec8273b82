"""Where an organisation is."""

from __future__ import annotations

from typing import Annotated, Literal

from verifier.model.base import Maybe, Model, Number, OwnType


class GeoCoordinates(Model):
    """A point on the earth (https://www.imsglobal.org/spec/ob/v3p0#geocoordinates)."""

    type: Literal["GeoCoordinates"]
    latitude: Number
    longitude: Number


class PostalAddress(Model):
    """The class Address of the standard (https://www.imsglobal.org/spec/ob/v3p0#address)."""

    type: Annotated[tuple[str, ...], OwnType("Address")]
    address_country: Maybe[str] = None
    address_country_code: Maybe[str] = None
    address_region: Maybe[str] = None
    address_locality: Maybe[str] = None
    street_address: Maybe[str] = None
    post_office_box_number: Maybe[str] = None
    postal_code: Maybe[str] = None
    geo: Maybe[GeoCoordinates] = None
