"""Plain words from what somebody pasted: out of Word, a mail, a page, or the source of a page.

Comes in: any text. Goes out: lines of words. Scripts, styles and tags are taken out by a kept
library that reads as browsers do; lists and tables stay as lines. Signs nobody can see, such as a
hard space or a soft hyphen, would show later as a change that nobody can find: they go too.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

_KNOWN = (
    "a|abbr|article|audio|b|base|blockquote|body|br|button|center|code|del|div|em|embed|figure|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|math|meta|nav|"
    "noscript|object|ol|p|pre|s|script|section|select|small|source|span|strike|strong|style|sub|sup|"
    "svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|u|ul|video|[ovw]:[a-z]+"
)
# Only known tags count, so that "< 23 jaar" and "<4" stay what they are.
_MARKUP = re.compile(rf"</?(?:{_KNOWN})(?:[\s/][^<>]*)?>|<!--|<!doctype|<!\[|<\?xml", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
    ]
)
_CELLS = frozenset(("td", "th"))
_WITHOUT_WORDS = frozenset(
    [
        "script",
        "style",
        "title",
        "iframe",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "select",
        "textarea",
    ]
)
_MOST_DEPTH = 2_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)>")
_BREAKS = re.compile("\r\n|[\r\n\v\f\u0085\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def plain_words(text: str) -> str:
    r"""The words of a pasted text, with plain line ends and spaces.

    Examples:
        >>> plain_words("<p onclick=x()>Samen:</p><script>x()</script><ul><li>prijs<li>plaats</ul>")
        'Samen:\n- prijs\n- plaats'
        >>> plain_words("tot\u00a023 jaar: < 23, co\u00f6pe\u00adratie")
        'tot 23 jaar: < 23, coöperatie'
    """
    return _seen(_without_tags(text) if has_markup(text) else text)


def has_markup(text: str) -> bool:
    """Whether a text holds tags of a page or of Word.

    Examples:
        >>> has_markup("inkomen < 23 jaar en > 5"), has_markup("<b>inkomen</b>")
        (False, True)
    """
    return _MARKUP.search(text) is not None


def _seen(text: str) -> str:
    plain = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", plain))


def _without_tags(text: str) -> str:
    import nh3  # heavy: only what holds tags asks for it

    if _depth(text) > _MOST_DEPTH:
        text = _MARKUP.sub("<br>", text)
    safe = nh3.clean(
        text,
        tags=set(_BLOCKS | _CELLS),
        attributes={},
        clean_content_tags=set(_WITHOUT_WORDS),
        strip_comments=True,
    )
    lines = (re.sub(" *\t *", "\t", line).strip() for line in "".join(_lines(safe)).split("\n"))
    return "\n".join(line for line in lines if line)


def _depth(text: str) -> int:
    """How many tags stand open at most; the library takes minutes for tens of thousands."""
    deepest = depth = 0
    for tag in _MARKUP.finditer(text):
        depth = max(0, depth - 1) if tag[0].startswith("</") else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _lines(safe: str) -> Iterator[str]:
    """The words with a line end around every block, a sign before an item, a tab between cells."""
    counts: list[int | None] = []
    at = 0
    for tag in _TAG.finditer(safe):
        yield html.unescape(re.sub(r"\s+", " ", safe[at : tag.start()]))
        at = tag.end()
        closes, name = bool(tag[1]), tag[2]
        if name in _CELLS:
            yield "\t" if closes else ""
            continue
        yield "\n"
        if name in ("ul", "ol") and not closes:
            counts.append(0 if name == "ol" else None)
        elif name in ("ul", "ol") and counts:
            counts.pop()
        elif name == "li" and not closes:
            counts, sign = _next_item(counts)
            yield sign
    yield html.unescape(re.sub(r"\s+", " ", safe[at:]))


def _next_item(counts: list[int | None]) -> tuple[list[int | None], str]:
    if not counts or counts[-1] is None:
        return counts, "- "
    n = counts[-1] + 1
    return [*counts[:-1], n], f"{n}. "
