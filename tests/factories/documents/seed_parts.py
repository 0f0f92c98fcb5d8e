"""Takes the published example text apart into plain parts, so that Word and PDF can be made of it.

Written apart from the reader on purpose: it only knows the tabs, tags and numbers of that one text.
"""

import re

_TAG = re.compile(r"</?(?:p|ul|ol)\b[^<>]*>")
_INLINE = re.compile(r"\^|</?[iu]>|\*\*|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)")


_KINDS = (
    (r"\d+\. [A-Z]", r"^\d+\. ", "theme"),
    (r"[A-D] ?\. [A-Z]", r"^[A-D] ?\. ", "letter"),
    (r"- \d+\.\d+ ", r"^- \d+\.\d+ ", "agreement"),
    (r"[-•] ", r"^[-•] (?:o )?", "bullet"),
    (r"", r"^$", "text"),
)


def parts_of(text):
    """The parts of the text, see ``word_documents``."""
    lines = ((raw, _INLINE.sub("", raw).strip()) for raw in text.split("\n"))
    return [_part(raw, plain) for raw, plain in lines if plain]


def _part(raw, plain):
    if re.match(r"\d+\. ", plain) and re.search(r"[\t. ]\d+$", plain):
        return ("contents", re.sub(r"\t", " ", plain))
    if "\t" in raw:
        return _row(raw)
    _, sign, kind = next(one for one in _KINDS if re.match(one[0], plain))
    return (kind, re.sub(sign, "", plain))


def _row(raw):
    cells = [_INLINE.sub("", cell) for cell in raw.split("\t")]
    if re.match(r"[A-D]\. ", cells[0]):
        return ("letter", cells[0].split(". ", 1)[1].strip())
    return ("row", [_paragraphs(cell) for cell in cells])


def _paragraphs(cell):
    if re.fullmatch(r"\s*\d+\.\d+\s*", cell):
        return ["#"]
    found = []
    for tag, piece in zip(["", *_TAG.findall(cell)], _TAG.split(cell), strict=True):
        text = f" {piece.strip()}"
        if tag.startswith("<ol"):
            text = _marked(text, r"\s(\d)[.]? (?=[A-Z])")
        elif tag.startswith("<ul"):
            text = re.sub(
                r"(?:\s|(?<=[,r]))([-•○o])\s(?!Q\d)", lambda sign: f"\n{sign.group(1)} ", text
            )
        found += [line.strip() for line in text.split("\n") if line.strip()]
    return found


def _marked(text, pattern):
    """Put each number of a list on its own line, as long as it counts on."""
    expected = 1
    for sign in re.finditer(pattern, text):
        if int(sign.group(1)) == expected:
            text = text[: sign.start()] + "\n" + text[sign.start() + 1 :]
            expected += 1
    return re.sub(r"\n(\d) ", r"\n\1. ", text)
