"""The rules of recognition, one file each, applied in the order that `ORDER` names."""

ORDER = ("issuer", "assessment", "age", "equivalence", "review")
