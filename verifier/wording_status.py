"""What a status bit means, in one sentence, for every method that has such bits."""

from verifier.sentences import say

SET = {
    "revocation": say("The issuer has withdrawn the badge."),
    "suspension": say("The issuer has put the badge on hold."),
    "refresh": say("The issuer has a newer copy of the badge."),
}
CLEAR = {
    "revocation": say("The issuer has not withdrawn the badge."),
    "suspension": say("The issuer has not put the badge on hold."),
    "refresh": say("The issuer has no newer copy of the badge."),
}
