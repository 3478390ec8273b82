"""Steps that several stories share."""

from collections.abc import Callable

from demo_app.browser import Browser

C = "https://sdsm.example/achievements/wait-time/1#c"
As = Callable[[str], Browser]


def submit(jordan: Browser) -> str:
    """Add one piece of evidence, hand in, and return the path of the work."""
    jordan.press("Add this evidence", name="Plan", supports=[C + "1"], text="My plan.")
    jordan.press("Submit for assessment")
    return jordan.page.path


def score(robin: Browser, level: str, feedback: str = "Say more.") -> None:
    """Put every criterion on one level."""
    robin.open(next(target for _, target in robin.page.links if "/queue/" in target))
    levels = {f"level__{n}": f"{C}{n + 1}-{level}" for n in range(3)}
    robin.press("Give this decision", **levels, **{f"feedback__{n}": feedback for n in range(3)})


def earn(sign_in: As) -> Browser:
    """Jordan's browser on the page of work that is earned, before the badge is made."""
    jordan = sign_in("Jordan Rivera")
    jordan.press("Begin Using Wait Time")
    path = submit(jordan)
    score(sign_in("Robin Okafor"), "demonstrated")
    jordan.open(path)
    return jordan


def receive(sign_in: As, *, name: bool = True) -> Browser:
    """Jordan's browser on the page of the badge."""
    jordan = earn(sign_in)
    jordan.press("Receive the badge", **({"show_name": "on"} if name else {}))
    return jordan
