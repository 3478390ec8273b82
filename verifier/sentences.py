"""Sentences of reports: English text that remembers what was put into it.

A catalogue of another language (`verifier.languages`) finds its own sentence by the English
template, and puts the same names, places and levels into it.
"""

from __future__ import annotations

from collections.abc import Mapping


class Sentence(str):
    """A text, with the template that it was made from.

    Attributes:
        template: the English sentence with its gaps.
        facts: what stands in the gaps.
    """

    __slots__ = ("facts", "template")

    template: str
    facts: Mapping[str, str]

    def __str__(self) -> Sentence:
        """Itself: an error that was raised with a sentence gives it back whole."""
        return self


def plain(text: str) -> str:
    """The text alone, for writers that take nothing but `str` itself."""
    return text[:]


def say(template: str, /, **facts: object) -> Sentence:
    """The sentence that a template makes with these facts.

    Args:
        template: written out where it is used, so that a test can hold the catalogues to it.
        facts: names, places, levels, or sentences (also as errors that were raised with one).
    """
    texts = {name: str(fact) for name, fact in facts.items()}
    sentence = Sentence(template.format(**texts))
    sentence.template, sentence.facts = template, texts
    return sentence
