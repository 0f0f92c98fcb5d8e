"""A tagged PDF as somebody hears it: the kinds and words of its parts, in reading order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber

Node = dict[str, Any]


class Heard:
    """What a PDF says to who reads it by its tags."""

    def __init__(self, content: bytes) -> None:
        with pdfplumber.open(BytesIO(content)) as pdf:
            self.language = pdf.doc.catalog["Lang"].decode()
            self.marked = pdf.doc.catalog["MarkInfo"]["Marked"]
            self.title = pdf.metadata["Title"]
            self.author = pdf.metadata["Author"]
            self.text = "\n".join(page.extract_text() for page in pdf.pages)
            self._words = {
                (page.page_number, char["mcid"]): "" for page in pdf.pages for char in page.chars
            }
            for page in pdf.pages:
                for char in page.chars:
                    self._words[page.page_number, char["mcid"]] += char["text"]
            self._parts = [part for root in pdf.structure_tree for part in _walk(root)]

    def kinds(self) -> set[str]:
        """The kinds of parts that occur."""
        return {part["type"] for part in self._parts}

    def all_of(self, *kinds: str) -> list[str]:
        """The words of every part of these kinds."""
        return [self._said(part).strip() for part in self._parts if part["type"] in kinds]

    def headings(self) -> list[tuple[int, str]]:
        """Level and words of every heading."""
        return [
            (int(part["type"][1:]), self._said(part).strip())
            for part in self._parts
            if part["type"][:1] == "H" and part["type"][1:].isdecimal()
        ]

    def _said(self, part: Node) -> str:
        marks = sorted(
            (one["page_number"], mark) for one in _walk(part) for mark in one.get("mcids", ())
        )
        return "".join(self._words.get(mark, "") for mark in marks)


def _walk(part: Node) -> Iterator[Node]:
    yield part
    for child in part.get("children", ()):
        yield from _walk(child)
