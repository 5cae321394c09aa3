"""A browser without a script: follows links, fills in the forms that a page holds, and reads what it says."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

FORM = re.compile(r"<form\b(.*?)</form>", re.DOTALL)
TAGS = re.compile(r"<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]+>", re.DOTALL)


class Page:
    """What came back, as a person reads it."""

    def __init__(self, response: Any, path: str):
        self.response, self.path, self.status = response, path, response.status_code
        is_page = "html" in response.headers.get("Content-Type", "")
        self.source = response.content.decode() if is_page else ""

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", html.unescape(TAGS.sub(" ", self.main)))

    @property
    def main(self) -> str:
        return self.source.partition("<main")[2].partition("</main>")[0] or self.source

    @property
    def title(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.source, re.DOTALL)
        return re.sub(r"\s+", "", html.unescape(TAGS.sub("", found[1]))) if found else ""

    @property
    def links(self) -> list[str]:
        return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', self.main)]

    @property
    def address(self) -> str:
        return self.path

    def action(self, part: str = "") -> str:
        """Where the form whose address holds `part` goes; the first one that posts otherwise."""
        for form in FORM.findall(self.main):
            goes = re.search(r'action="([^"]*)"', form.partition(">")[0] + ">")
            if 'method="post"' in form.partition(">")[0] and goes and part in goes[1]:
                return html.unescape(goes[1])
        raise AssertionError(f"no form on {self.path} goes to {part!r}")

    def value(self, name: str) -> str:
        """What stands in an input."""
        found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*value="([^"]*)"', self.source)
        return html.unescape(found[1]) if found else ""

    def chosen(self, name: str) -> list[str]:
        ticked = re.findall(rf'<input[^>]*name="{re.escape(name)}" value="([^"]*)"[^>]* checked', self.source)
        return [html.unescape(one) for one in ticked]


class Browser:
    def __init__(self, client: Client):
        self.client = client

    def get(self, path: str, **fields: Any) -> Page:
        return self.follow(self.client.get(path, fields or None), path)

    def bare(self, path: str) -> Page:
        """Without following what it says."""
        return Page(self.client.get(path), path)

    def post(self, path: str, **fields: Any) -> Page:
        """Send a form and go where the answer leads, as browsers do."""
        return self.follow(self.client.post(path, fields), path)

    def send(self, path: str, fields: dict[str, Any]) -> Page:
        """Send a form without going on."""
        return Page(self.client.post(path, fields), path)

    def submit(self, page: Page, part: str = "", /, **fields: Any) -> Page:
        return self.post(page.action(part), **fields)

    def follow(self, response: Any, path: str) -> Page:
        hops = 0
        while response.status_code in (301, 302, 303):
            hops += 1
            assert hops < 6, f"{path} leads round in a circle"
            path = response.headers["Location"]
            response = self.client.get(path)
        return Page(response, urlsplit(path).path)
