"""Cleaning the remains of HTML and Markdown, while keeping lists as lines.

Comes in: text as an export left it. Goes out: lines without markup. Only known tags are taken for
tags, so that "< 23 jaar" and "<4" stay what they are.
"""

import html
import re
import unicodedata

from drieluik.core.documents.sources.blocks import Line

_INLINE = re.compile(r"</?(?:i|u|em|span|a|sub|sup|font|small|mark)\b[^<>]*>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"<(/?)(p|ul|ol|li|br|div|table|thead|tbody|tr|td|th|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_POWER = re.compile(r"(\d)\^\{?(\w+)\}?")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_BULLET = re.compile(r"([-•●*○◦▪‣–]|o)(?=\s)\s+")
_ORDINAL = re.compile(r"(\d{1,2})([.)]?)\s+(?=\S)")
DEEPER_BULLETS = frozenset("○o◦▪‣")


def tidy(text: str) -> str:
    r"""One line of words: entities resolved, white space single, no invisible signs.

    A letter with its accent becomes one sign, so that a search finds it however it was typed.

    Examples:
        >>> tidy("wonen  &amp;\u00a0zorg ")
        'wonen & zorg'
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFC", html.unescape(text)))
    return _SPACES.sub(" ", plain).strip()


def without_markup(text: str) -> tuple[str, int]:
    """The words without inline markup, and how many characters at the start are bold.

    Examples:
        >>> without_markup("**Themasessies:** samen *verder* kijken")
        ('Themasessies: samen verder kijken', 13)
    """
    plain = _INLINE.sub("", _BOLD_TAG.sub("**", text)).strip()
    # A number in front of the bold words belongs to them: "3.1 **Aanbod:** ...".
    bold = re.match(r"((?:\d[\d.]*\s+)?)\*\*(.+?)\*\*", plain)
    n_bold = len(_unemphasised(bold.group(1) + bold.group(2))) if bold else 0
    return _unemphasised(plain), n_bold


def lines_of(text: str) -> tuple[Line, ...]:
    """Split a piece of text with HTML remains into clean lines; list items become lines.

    Examples:
        >>> [line.text for line in lines_of("<p>Samen:</p> <ul> - prijs; - plaats.")]
        ['Samen:', 'prijs;', 'plaats.']
    """
    lines: list[Line] = []
    bullets: set[str] = set()
    in_list = False
    at = 0
    plain = _INLINE.sub("", text)
    for tag in _BLOCK_TAG.finditer(plain):
        lines += _segment(plain[at : tag.start()], in_list, bullets)
        at = tag.end()
        name = tag.group(2).lower()
        if name in {"ul", "ol", "li"}:
            in_list = not (tag.group(1) and name != "li")
        elif name != "br":
            in_list = False
    lines += _segment(plain[at:], in_list, bullets)
    return tuple(lines)


def _segment(text: str, in_list: bool, bullets: set[str]) -> list[Line]:
    if not text.strip():
        return []
    if not in_list:
        return [_line(text, None)]
    bullet = _BULLET.match(text.lstrip())
    if bullet:
        glued = text[:1] == bullet.group(1)
        bullets.add(bullet.group(1))
        return _bulleted(text, bullets, glued)
    if _ORDINAL.match(text.lstrip()):
        return _ordered(text.strip())
    # A converter that dropped the signs of a list leaves the semicolons between its items.
    return [_line(part, "-") for part in re.split(r"(?<=;)\s+", text) if part.strip()]


def _bulleted(text: str, bullets: set[str], glued: bool) -> list[Line]:
    signs = "|".join(re.escape(sign) for sign in sorted(bullets))
    pattern = rf"(?:^|(?<=\s))({signs})\s+"
    if glued:
        # "<ul>- een- Twee": the converter dropped the breaks, so a sign may touch the word before.
        pattern += r"|(?<=[\w,;.)])(-)\s+(?=[A-Z])"
    found = list(re.finditer(pattern, text))
    stops = [*(sign.start() for sign in found[1:]), len(text)]
    lines = [_line(text[: found[0].start()], None)]
    for sign, stop in zip(found, stops, strict=True):
        lines.append(_line(text[sign.end() : stop], next(one for one in sign.groups() if one)))
    return [line for line in lines if line.text]


def _ordered(text: str) -> list[Line]:
    """Items of a numbered list; a number counts only when it is the next one."""
    lines: list[Line] = []
    first = _ORDINAL.match(text)
    while first:
        number, sign = int(first.group(1)), first.group(2)
        body = text[first.end() :]
        capital = r"(?=[A-Z])" if not sign else ""
        following = re.search(rf"(?<=\s){number + 1}{re.escape(sign)}\s+{capital}", body)
        stop = following.start() if following else len(body)
        lines.append(_line(body[:stop], f"{number}{sign or '.'}"))
        text = body[stop:]
        first = _ORDINAL.match(text) if following else None
    return lines


def _line(text: str, marker: str | None) -> Line:
    plain, n_bold = without_markup(text)
    level = 1 if marker in DEEPER_BULLETS else 0
    return Line(plain, marker, level, n_bold)


def _unemphasised(text: str) -> str:
    text = _UNDERSCORE.sub(r"\1", _EMPHASIS.sub(r"\1", text.replace("**", "").replace("__", "")))
    return tidy(_POWER.sub(r"\1\2", text))
