"""A small browser on Flask's test client: reads pages, fills in their own forms, keeps cookies."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from flask import Flask

File = tuple[bytes, str]
"""The bytes and the name of a file that is uploaded."""


class PageError(Exception):
    """A page is not what the story expects."""


@dataclass(slots=True)
class Form:
    """One form of a page: where it leads, what is filled in, what its buttons say."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: str = ""


@dataclass(slots=True)
class Page:
    """What came back: status, text without markup, forms, links."""

    status: int
    path: str
    html: str
    text: str
    forms: list[Form]
    links: list[tuple[str, str]]


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask) -> None:
        """A browser without cookies."""
        self._client = app.test_client()
        self.page = Page(0, "", "", "", [], [])

    def open(self, path: str) -> Page:
        """Go to an address."""
        return self._show(self._client.get(path, follow_redirects=True))

    def download(self, path: str) -> bytes:
        """The bytes at an address; the page stays.

        Raises:
            PageError: there is nothing to download.
        """
        response = self._client.get(path)
        if response.status_code != 200:
            raise PageError(f"{path} answered {response.status_code}.")
        return bytes(response.data)

    def link(self, words: str) -> str:
        """Where the link with these words leads.

        Raises:
            PageError: there is no such link.
        """
        for text, target in self.page.links:
            if words in text:
                return target
        raise PageError(f"The page {self.page.path} has no link “{words}”.")

    def press(self, button: str, **values: str | list[str] | File) -> Page:
        """Fill in the form that has this button, with its own hidden fields, and send it.

        Raises:
            PageError: there is no such button.
        """
        form = next((f for f in self.page.forms if button in f.buttons), None)
        if form is None:
            raise PageError(f"The page {self.page.path} has no button “{button}”.")
        data: dict[str, Any] = {**form.values}
        for name, value in values.items():
            key = name.replace("__", "-")
            data[key] = (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        action = form.action or self.page.path
        if form.method == "get":
            return self.open(action)
        response = self._client.post(
            action, data=data, content_type="multipart/form-data", follow_redirects=True
        )
        for each in (*response.history, response):
            each.request.environ["wsgi.input"].close()
        return self._show(response)

    def expect(self, *words: str) -> None:
        """Be sure that the page says all of this.

        Raises:
            PageError: it does not.
        """
        for wanted in words:
            if wanted not in self.page.text:
                raise PageError(
                    f"The page {self.page.path} ({self.page.status}) does not say “{wanted}”."
                )

    def _show(self, response: Any) -> Page:
        reader = _Reader()
        html = response.get_data(as_text=True)
        reader.feed(html)
        text = " ".join("".join(reader.words).split())
        self.page = Page(
            response.status_code, response.request.path, html, text, reader.forms, reader.links
        )
        return self.page


class _Reader(HTMLParser):
    """Collects the words, forms and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._form: Form | None = None
        self._button = False
        self._link: tuple[str, str] | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.words.append(" ")
        if tag == "form":
            method = values.get("method", "get")
            self._form = Form(values.get("action", ""), method)
            self.forms.append(self._form)
        elif tag == "button":
            self._button = True
        elif tag == "a":
            self._link = ("", values.get("href", ""))
        elif tag == "textarea" and self._form is not None:
            self._area = values["name"]
            self._form.values[self._area] = [""]
        elif tag == "input" and self._form is not None and "name" in values:
            self._input(self._form, values)

    def _input(self, form: Form, values: dict[str, str]) -> None:
        kind = values.get("type", "text")
        chosen = kind not in ("file", "radio", "checkbox") or "checked" in values
        if chosen:
            form.values.setdefault(values["name"], []).append(values.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        self.words.append(" ")
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = False
        elif tag == "textarea":
            self._area = None
        elif tag == "a" and self._link is not None:
            self.links.append(self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._button and self._form is not None:
            self._form.buttons += data
        if self._link is not None:
            self._link = (self._link[0] + data, self._link[1])
        if self._area is not None and self._form is not None:
            self._form.values[self._area] = [data]
