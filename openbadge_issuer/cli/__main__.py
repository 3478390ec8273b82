"""`python -m openbadge_issuer.cli` is the same as `openbadge`."""

from openbadge_issuer.cli import main

main()
