"""`python -m demo_app.conformance.jose` is the same as `openbadge jose`."""

from demo_app.conformance.jose.command import jose

jose(prog_name="openbadge jose")
