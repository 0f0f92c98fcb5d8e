"""The words of one paragraph of Word, in both readings: with and without its tracked changes."""

from dataclasses import dataclass

from lxml import etree

from drieluik.core.documents.sources.word_numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
# Text boxes are blocks of their own; field codes and fallbacks of pictures are not words.
_SKIPPED = {f"{W}txbxContent", f"{W}instrText", f"{_MC}Fallback", f"{W}pPr", f"{W}rPr"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph.

    Attributes:
        after: With all tracked changes accepted.
        before: With all tracked changes rejected.
        bold: How many characters at the start of ``after`` are bold.
    """

    after: str
    before: str
    bold: int


def words_of(paragraph: etree._Element, notes: dict[str, str]) -> Words:
    """Read the words of a paragraph.

    Args:
        paragraph: The paragraph element.
        notes: Number shown per id of a foot- or endnote reference.
    """
    reading = _Reading(notes)
    reading.walk(paragraph, frozenset(), False)
    after = "".join(reading.after)
    return Words(after, "".join(reading.before), reading.bold)


class _Reading:
    def __init__(self, notes: dict[str, str]) -> None:
        self.after: list[str] = []
        self.before: list[str] = []
        self.bold = 0
        self._notes = notes
        self._still_bold = True

    def walk(self, element: etree._Element, change: frozenset[str], bold: bool) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in _INSERTED:
                self.walk(child, change | {"inserted"}, bold)
            elif tag in _DELETED:
                self.walk(child, change | {"deleted"}, bold)
            elif tag == f"{W}r":
                self.walk(child, change, _is_bold(child))
            else:
                self._sign(child, tag, change, bold)

    def _sign(self, child: etree._Element, tag: str, change: frozenset[str], bold: bool) -> None:
        if tag in {f"{W}t", f"{W}delText"}:
            self._put(child.text or "", change, bold)
        elif tag in _SIGNS:
            if child.get(f"{W}type") not in {"page", "column"}:
                self._put(_SIGNS[tag], change, bold)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = "f" if "foot" in tag else "e"
            number = self._notes.get(kind + (child.get(f"{W}id") or ""), "")
            self._put(number.translate(_SUPERSCRIPTS), change, bold)
        else:
            self.walk(child, change, bold)

    def _put(self, text: str, change: frozenset[str], bold: bool) -> None:
        if "deleted" not in change:
            self.after.append(text)
            self._still_bold = self._still_bold and (bold or not text.strip())
            self.bold += len(text) if self._still_bold else 0
        if "inserted" not in change:
            self.before.append(text)


def _is_bold(run: etree._Element) -> bool:
    found = run.find(f"{W}rPr/{W}b")
    return found is not None and found.get(f"{W}val") not in {"0", "false"}
