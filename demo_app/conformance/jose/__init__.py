"""The command line of the W3C test suite for VC-JOSE-COSE (https://www.w3.org/TR/vc-jose-cose/).

One key is given and trusted, no clock is looked at, nothing is fetched: good for exercising
formats, never for deciding about a badge. Credentials inside a presentation are not verified.
"""
