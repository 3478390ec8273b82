"""The canonical form: what a signature with an RDF suite covers, byte for byte."""

from verifier.canonical.canonicalizer import Canonicalizer, context_list
from verifier.canonical.contexts import Contexts
from verifier.canonical.rdfc import Work

__all__ = ["Canonicalizer", "Contexts", "Work", "context_list"]
