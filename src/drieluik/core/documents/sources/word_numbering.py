"""The automatic numbers of Word: they are not text, and must be counted as Word counts them.

Comes in: the parts ``numbering.xml`` and ``styles.xml``. Goes out, paragraph by paragraph in the
order of the document: the number as Word shows it.
"""

from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as shown; ``bullet`` when the list has signs instead of numbers."""

    text: str
    level: int
    bullet: bool


@dataclass(slots=True)
class _List:
    """A list of Word: its levels, the counter it shares, and where it starts afresh."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the automatic numbers of one document, in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = _styles(styles)
        self._lists = _lists(numbering, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_number(self, properties: etree._Element | None, style: str | None) -> Number | None:
        """The number of the next paragraph; None when Word numbers it not at all."""
        list_id, depth = self._list_of(properties, style)
        numbered = self._lists.get(list_id or "")
        if numbered is None or list_id is None:
            return None
        level = numbered.levels.get(depth, Level())
        counts = self._counts.setdefault(numbered.shared, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            # A list that starts afresh forgets what its sibling with the same counter had.
            for fresh, start in numbered.starts.items():
                counts[fresh] = start - 1
                _forget_below(counts, fresh, numbered.levels)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        _forget_below(counts, depth, numbered.levels)
        if level.form == "bullet":
            return Number("-", depth, True)
        return Number(_shown(level, numbered.levels, counts), depth, False)

    def _list_of(
        self, properties: etree._Element | None, style: str | None
    ) -> tuple[str | None, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        own_id, own_level = _reference(own)
        style_id, style_level, owner = None, None, None
        seen: set[str] = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            based_on, reference = self._styles[style]
            style_level = style_level if style_level is not None else reference[1]
            if reference[0] is not None:
                style_id, owner = reference[0], style
                break
            style = based_on
        list_id = own_id if own_id is not None else style_id
        if list_id == "0":
            return None, 0
        level = own_level if own_level is not None else style_level
        return list_id, self._level_of_style(list_id, owner) if level is None else level

    def _level_of_style(self, list_id: str | None, style: str | None) -> int:
        numbered = self._lists.get(list_id or "")
        levels = numbered.levels if numbered else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def _forget_below(counts: dict[int, int], depth: int, levels: dict[int, Level]) -> None:
    for deeper in [one for one in counts if one > depth]:
        restart = levels.get(deeper, Level()).restart
        if restart is None or (restart > 0 and depth < restart):
            del counts[deeper]


def _shown(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    shown = level.text
    for depth in range(9):
        other = levels.get(depth, Level())
        value = counts.get(depth, other.start)
        form = "decimal" if level.legal else other.form
        shown = shown.replace(f"%{depth + 1}", formatted(value, form))
    return shown.strip()


def formatted(value: int, form: str) -> str:
    """A number in a form of Word.

    Examples:
        >>> formatted(4, "upperRoman"), formatted(2, "lowerLetter"), formatted(7, "decimalZero")
        ('IV', 'b', '07')
    """
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        roman, rest = "", value
        for size, sign in (*_ROMAN, *_ROMAN_SMALL):
            roman += sign * (rest // size)
            rest %= size
        return roman.upper() if form == "upperRoman" else roman
    if form == "none":
        return ""
    return f"{value:02d}" if form == "decimalZero" else str(value)


def value_of(element: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of a child; None when there is none."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else otherwise


def _reference(properties: etree._Element | None) -> tuple[str | None, int | None]:
    level = value_of(properties, f"{W}ilvl")
    return value_of(properties, f"{W}numId"), _whole(level, 0) if level is not None else None


def _styles(
    root: etree._Element | None,
) -> dict[str, tuple[str | None, tuple[str | None, int | None]]]:
    """Per paragraph style: the style it is based on, and its list and level."""
    found = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        reference = _reference(style.find(f"{W}pPr/{W}numPr"))
        found[style.get(f"{W}styleId") or ""] = (value_of(style, f"{W}basedOn"), reference)
    return found


def _lists(root: etree._Element | None, styles: etree._Element | None) -> dict[str, _List]:
    if root is None:
        return {}
    abstracts = {
        one.get(f"{W}abstractNumId") or "": _levels(one) for one in root.iter(f"{W}abstractNum")
    }
    links = {
        value_of(one, f"{W}styleLink"): one.get(f"{W}abstractNumId") or ""
        for one in root.iter(f"{W}abstractNum")
    }
    pointing = {
        one.get(f"{W}abstractNumId"): links.get(value_of(one, f"{W}numStyleLink"))
        for one in root.iter(f"{W}abstractNum")
        if value_of(one, f"{W}numStyleLink")
    }
    lists: dict[str, _List] = {}
    for num in root.iter(f"{W}num"):
        shared = value_of(num, f"{W}abstractNumId") or ""
        shared = pointing.get(shared) or shared
        lists[num.get(f"{W}numId") or ""] = _overridden(
            num, _List(shared, dict(abstracts.get(shared, {})))
        )
    return lists


def _overridden(num: etree._Element, numbered: _List) -> _List:
    for override in num.iter(f"{W}lvlOverride"):
        depth = _whole(override.get(f"{W}ilvl"), 0)
        start = value_of(override, f"{W}startOverride")
        if start is not None:
            numbered.starts[depth] = _whole(start, 1)
        own = override.find(f"{W}lvl")
        if own is not None:
            numbered.levels[depth] = _level(own)
        if start is not None and depth in numbered.levels:
            numbered.levels[depth] = replace(numbered.levels[depth], start=_whole(start, 1))
    return numbered


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_whole(one.get(f"{W}ilvl"), 0): _level(one) for one in abstract.findall(f"{W}lvl")}


def _level(element: etree._Element) -> Level:
    restart = value_of(element, f"{W}lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        start=_whole(value_of(element, f"{W}start"), 0 if element.find(f"{W}start") is None else 1),
        form=value_of(element, f"{W}numFmt") or "decimal",
        text=value_of(element, f"{W}lvlText") or "",
        restart=_whole(restart, 0) if restart is not None else None,
        style=value_of(element, f"{W}pStyle"),
        legal=legal is not None and legal.get(f"{W}val") not in {"0", "false"},
    )
