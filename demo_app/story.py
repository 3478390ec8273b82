"""The story of one badge, played through the pages of the real app, with real files."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from demo_app.browser import Browser, PageError
from demo_app.seed import EXAMPLES, policy_bytes
from verifier import Replay, Report, Verifier
from verifier.recognition import recognise
from verifier.wording import sentence

Say = Callable[[str], None]

_THIN_REFLECTION = (
    "In this lesson I asked three questions and waited after each one. It felt long. "
    "More students spoke than before.\n"
)
_C = "https://sdsm.example/achievements/wait-time/1#c"


@dataclass(slots=True)
class Story:
    """The steps, each of which fails loudly when a page does not say what it should."""

    app: Flask
    out: Path
    say: Say
    badge_path: str = ""
    step: int = 0

    def play(self) -> None:
        """Everything, from the first evidence to the refused forgery.

        Raises:
            PageError: a step did not go as told.
        """
        self.jordan_submits()
        self.robin_gives_feedback()
        self.jordan_resubmits()
        self.robin_decides()
        self.jordan_receives()
        self.sam_checks()
        self.jordan_shows_evidence()
        self.sam_refuses_a_forgery()

    def jordan_submits(self) -> None:
        """A first attempt with a thin reflection."""
        plan = (EXAMPLES / "evidence" / "lesson-plan.md").read_bytes()
        self._write("evidence/lesson-plan.md", plan)
        self._write("evidence/reflection-first.md", _THIN_REFLECTION.encode())
        jordan = self._as("Jordan Rivera")
        jordan.press("Begin Using Wait Time")
        jordan.expect("Waits after asking", "Uses what students say", "Reflects on the change")
        self._add(
            jordan, "Lesson plan", "A grade 4 lesson with three open questions.", (1, 2), plan
        )
        text = _THIN_REFLECTION.encode()
        self._add(jordan, "Reflection", "What changed in my practice.", (3,), text)
        jordan.press("Submit for assessment")
        jordan.expect("Submitted, waiting for an assessor")
        self._tell(
            "Jordan, teacher, South Milwaukee",
            "I read the rubric before I begin: three criteria, and each must be demonstrated. "
            "I add my lesson plan and a reflection, and submit.",
        )

    def robin_gives_feedback(self) -> None:
        """One criterion falls short; its feedback is for the teacher."""
        robin = self._as("Robin Okafor")
        _must("Jordan" not in robin.page.html, "The queue shows the teacher's name.")
        self._score(robin, ("demonstrated", "demonstrated", "partial"), "")
        robin.expect("say what is missing")
        self._score(
            robin,
            ("demonstrated", "demonstrated", "partial"),
            "You tell that more students spoke. Show it: who, when, and what comes next?",
        )
        robin.expect("not yet earned, with your feedback")
        self._tell(
            "Robin, assessor",
            "I see a number, never a name. Two criteria are demonstrated, the reflection only "
            "partly, and the form wants me to say what is missing: I ask who, when, and what next.",
        )

    def jordan_resubmits(self) -> None:
        """The feedback is read, the reflection replaced."""
        jordan = self._as("Jordan Rivera")
        jordan.open(jordan.link("Using Wait Time"))
        jordan.expect("Not yet earned", "Show it: who, when, and what comes next?")
        jordan.press("Take out Reflection")
        body = (EXAMPLES / "evidence" / "reflection.md").read_bytes()
        self._write("evidence/reflection.md", body)
        self._add(jordan, "Reflection", "What changed in my practice.", (3,), body)
        jordan.press("Submit again")
        jordan.expect("Submitted, waiting for an assessor")
        self._tell(
            "Jordan",
            "Not yet earned. The feedback says what to show, so I write the reflection again and "
            "submit a second time. The lesson plan stays as it is.",
        )

    def robin_decides(self) -> None:
        """Everything is demonstrated now."""
        robin = self._as("Robin Okafor")
        self._score(robin, ("demonstrated",) * 3, "Nineteen voices, and a plan. Thank you.")
        robin.expect(": earned.")
        self._tell("Robin", "All three criteria are demonstrated now. The rubric says: earned.")

    def jordan_receives(self) -> None:
        """The badge, with the name by consent; twice asked, once made."""
        jordan = self._as("Jordan Rivera")
        jordan.open(jordan.link("Using Wait Time"))
        earned = jordan.page
        jordan.press("Receive the badge", show_name="on")
        jordan.expect("Using Wait Time", "School District of South Milwaukee", "Demonstrated")
        jordan.expect("genuine and in force")
        self.badge_path = jordan.page.path
        body = jordan.download(f"{self.badge_path}/badge.json")
        jordan.page = earned
        jordan.press("Receive the badge", show_name="on")
        again = jordan.download(f"{self.badge_path}/badge.json")
        _must(jordan.page.path == self.badge_path and body == again, "A second badge was made.")
        jordan.press("Save my choice", page_public="on")
        jordan.link("Add to LinkedIn profile")
        self._write("badge.json", body)
        self._write("harmony-policy.json", policy_bytes())
        self._tell(
            "Jordan",
            "I receive my badge with my name on it, keep the file, and open its page to "
            "everybody for LinkedIn. A second click gives me the same file, not a second badge.",
        )

    def sam_checks(self) -> None:
        """At the other district: one sentence, the worth, the reasons; evidence stays private."""
        report, worth = self._decide("badge.json")
        _must(bool(report), sentence(report))
        sam = self._check("badge.json")
        sam.expect(sentence(report), "accepted, 15 CPE hours", worth, "Could not be checked")
        self._tell(
            "Sam, human resources, Harmony",
            f"I drop the file and read: “{sentence(report)}” Our policy accepts it for 15 CPE "
            f"hours: “{worth}” The evidence is private, and the page says that it could not be "
            "checked.",
        )

    def jordan_shows_evidence(self) -> None:
        """With consent the evidence can be fetched and compared."""
        jordan = self._as("Jordan Rivera")
        jordan.open(self.badge_path)
        jordan.press("Save my choice", page_public="on", evidence_shown="on")
        sam = self._check("badge.json")
        sam.expect("accepted, 15 CPE hours", "is what the badge was awarded with")
        _must("Could not be checked" not in sam.page.text, "Something is still not checked.")
        self._decide("badge.json")
        self._tell("Jordan", "I agree that whoever holds my badge may fetch the evidence.")
        self._tell("Sam", "I check again: each piece of evidence is the one that was assessed.")

    def sam_refuses_a_forgery(self) -> None:
        """One word changed, and nothing in the file counts any more."""
        text = (self.out / "badge.json").read_text(encoding="utf-8")
        _must(text.count("Jordan Rivera") == 1, "The badge does not name its holder once.")
        altered = text.replace("Jordan Rivera", "Casey Doe")
        self._write("altered-badge.json", altered.encode())
        sam = self._check("altered-badge.json")
        sam.expect("This badge was changed after it was issued", "not accepted")
        shown = sam.page.text.partition("The file as it was read")[0]
        _must("Casey" not in shown and "Passed" not in shown, "A forgery is shown as true.")
        refused = Verifier(fetcher=Replay(self.out / "web")).verify(altered)
        self._tell(
            "Sam",
            f"Somebody hands in a copy with another name. “{sentence(refused)}” "
            "I do not accept it.",
        )

    def _decide(self, name: str) -> tuple[Report, str]:
        """The same check and decision through the library, written beside the badge."""
        verifier = Verifier(fetcher=Replay(self.out / "web"), check_evidence=True)
        report = verifier.verify((self.out / name).read_bytes())
        decision = recognise([report], policy_bytes())
        document = json.dumps(decision.to_dict(sources=(name,)), indent=2) + "\n"
        self._write("harmony-decision.json", document.encode())
        return report, decision.badges[0].reasons[0].message

    def _as(self, name: str) -> Browser:
        browser = Browser(self.app)
        browser.open("/")
        browser.press(name)
        browser.expect(name)
        return browser

    def _check(self, name: str) -> Browser:
        sam = self._as("Sam Lee")
        sam.press("Check this badge", badge=((self.out / name).read_bytes(), name))
        return sam

    def _add(
        self, browser: Browser, name: str, note: str, criteria: tuple[int, ...], body: bytes
    ) -> None:
        supports = [f"{_C}{number}" for number in criteria]
        file = (body, f"{name}.md")
        browser.press("Add this evidence", name=name, note=note, supports=supports, file=file)
        browser.expect("The evidence is added.", name)

    def _score(self, robin: Browser, levels: tuple[str, ...], words: str) -> None:
        if "Give this decision" not in robin.page.text:
            robin.open(next(target for _, target in robin.page.links if "/queue/" in target))
        given = {f"level__{i}": f"{_C}{i + 1}-{level}" for i, level in enumerate(levels)}
        robin.press("Give this decision", **given, feedback__2=words)

    def _tell(self, who: str, words: str) -> None:
        self.step += 1
        text = f"{self.step}. {who}: {words}"
        self.say(textwrap.fill(text, 88, subsequent_indent="   ", break_long_words=False))

    def _write(self, name: str, body: bytes) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def _must(true: bool, otherwise: str) -> None:
    if not true:
        raise PageError(otherwise)
