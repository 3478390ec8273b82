"""What a status bit means, in one sentence, for every method that has such bits."""

SET = {
    "revocation": "The issuer has withdrawn the badge.",
    "suspension": "The issuer has put the badge on hold.",
    "refresh": "The issuer has a newer copy of the badge.",
}
CLEAR = {
    "revocation": "The issuer has not withdrawn the badge.",
    "suspension": "The issuer has not put the badge on hold.",
    "refresh": "The issuer has no newer copy of the badge.",
}
