"""A redline as a fragment of HTML that can be read without colour and heard without sight.

Added words are in ``ins``, removed ones in ``del``, each with a hidden word for who listens; what
happened to an agreement is said in a sentence. Everything that comes from a text is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from drieluik.core.amendments.sets.redline import (
    ClauseRedline,
    ClauseState,
    MovedAway,
    Redline,
    SectionRedline,
)
from drieluik.core.amendments.sets.rows import SetClause
from drieluik.core.amendments.words.difference import Difference, Span, SpanKind
from drieluik.core.amendments.words.readable import readable

_TAGS = {SpanKind.ADDED: ("ins", "toegevoegd"), SpanKind.REMOVED: ("del", "vervallen")}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;margin:2rem auto;max-width:48rem;padding:0 1rem}"
    "ins{background:#e3f2e6;text-decoration:underline}"
    "del{background:#fbe9e7;text-decoration:line-through}"
    ".redline__clause{border-left:4px solid #ccd6d9;margin:1rem 0;padding-left:1rem}"
    ".redline__states,.redline__moved{font-style:italic}"
    ".visually-hidden{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px}"
)
_LEGEND = (
    "<p>Onderstreept is <ins>toegevoegd</ins>, doorgestreept is <del>vervallen</del>."
    " Het teken ↵ is een regeleinde, ␣ een spatie.</p>"
)
STATES_NL = {
    ClauseState.UNCHANGED: "ongewijzigd",
    ClauseState.CHANGED: "gewijzigd",
    ClauseState.ADDED: "nieuw",
    ClauseState.REPEALED: "vervallen",
    ClauseState.REPLACED: "vervangen",
    ClauseState.MOVED: "verplaatst",
    ClauseState.RENUMBERED: "vernummerd",
    ClauseState.SPLIT: "gesplitst",
    ClauseState.MERGED: "samengevoegd",
}


def difference_html(change: Difference) -> str:
    r"""One text with its changes, for inside a paragraph or heading.

    Examples:
        >>> from drieluik.core.amendments.words.difference import difference
        >>> difference_html(difference("a & b", "a & c"))
        'a &amp; <del><span class="visually-hidden">[vervallen:] </span>b<span class="visually-hidden"> [einde]</span></del> <ins><span class="visually-hidden">[toegevoegd:] </span>c<span class="visually-hidden"> [einde]</span></ins>'
    """
    # A space between what went and what came, or "2,5" and "3" would look like one number.
    spans = "".join(_span(span) for span in readable(change).spans)
    return spans.replace("</del><ins>", "</del> <ins>")


def redline_html(found: Redline, *, top_level: int = 2) -> str:
    """The whole redline.

    Args:
        found: The redline.
        top_level: Level of the heading of a theme; sections are one lower, labels one lower than
            what they stand under.
    """
    parts = ['<div class="redline" lang="nl">']
    if found.title.changed:
        parts.append(f'<p class="redline__title">{difference_html(found.title)}</p>')
    parts += _text(found.introduction)
    theme = None
    for section in found.sections:
        if section.section.theme != theme:
            theme = section.section.theme
            parts += _heading(section.theme, top_level)
        parts += _section(section, top_level + 1)
    return "\n".join((*parts, "</div>"))


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One change in a redline.

    Attributes:
        anchor: Name of its place in ``folded_redline_html``.
        name: What was changed: the agreement, or the part with other words around them.
        what: What happened to it, as a Dutch sentence.
    """

    anchor: str
    name: str
    what: str


def listed_changes(found: Redline) -> list[ListedChange]:
    """Every change, in the order of the redline."""
    listed = []
    if found.title.changed:
        listed.append(ListedChange("wijziging-titel", "Titel", "Gewijzigd."))
    if found.introduction.changed:
        listed.append(ListedChange("wijziging-inleiding", "Inleiding", "Gewijzigd."))
    for at, section in enumerate(found.sections):
        if section.words_changed:
            name = section.name.new_text or section.name.old_text
            theme = section.theme.new_text or section.theme.old_text
            listed.append(ListedChange(_part(at), name or theme, _section_nl(section)))
        listed += [
            ListedChange(
                _place(at, n), f"{row.clause.number} {row.clause.heading}".strip(), states_nl(row)
            )
            for n, row in enumerate(section.clauses)
            if isinstance(row, ClauseRedline) and row.changed
        ]
    return listed


def folded_redline_html(found: Redline, *, top_level: int = 2) -> str:
    """The whole redline with what did not change folded, and a name at every listed change.

    Args:
        found: The redline.
        top_level: See ``redline_html``.
    """
    parts = ['<div class="redline" lang="nl">']
    if found.title.changed:
        title = difference_html(found.title)
        parts.append(f'<p class="redline__title" id="wijziging-titel">{title}</p>')
    introduction = list(_text(found.introduction))
    if found.introduction.changed:
        parts += ['<div id="wijziging-inleiding">', *introduction, "</div>"]
    elif introduction:
        parts += _folded("Inleiding: ongewijzigd", introduction)
    theme = None
    for at, section in enumerate(found.sections):
        if section.section.theme != theme:
            theme = section.section.theme
            parts += _heading(section.theme, top_level)
        parts += _section_folded(section, top_level + 1, at)
    return "\n".join((*parts, "</div>"))


def redline_page(found: Redline, title: str) -> str:
    """The whole redline as a page that stands on its own."""
    name = escape(_clean(title))
    return (
        f'<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n{_LEGEND}\n"
        f"{redline_html(found)}\n</body>\n</html>\n"
    )


def clause_html(row: ClauseRedline) -> str:
    """One agreement with what happened to it."""
    number = difference_html(row.number)
    heading = difference_html(row.heading)
    name = f'<strong class="redline__number">{number}</strong> <strong>{heading}</strong>'
    states = " ".join(state.value for state in row.states)
    lines = [f'<div class="redline__clause" data-states="{states}" lang="nl">', f"<p>{name}</p>"]
    if row.changed and row.states != (ClauseState.CHANGED,):  # other words are marked as such
        lines.append(f'<p class="redline__states">{escape(_clean(states_nl(row)))}</p>')
    return "\n".join((*lines, *_text(row.text), "</div>"))


def seen(kind: SpanKind, text: str) -> str:
    """The words, with a sign for every space when nothing but white space came or went.

    Examples:
        >>> seen(SpanKind.REMOVED, "  "), seen(SpanKind.KEPT, " ")
        ('␣␣', ' ')
    """
    alone = kind is not SpanKind.KEPT and not text.strip()
    return re.sub(r"[^\S\r\n]", "␣", text) if alone else text


def states_nl(row: ClauseRedline) -> str:
    """What happened to an agreement, as a Dutch sentence.

    Examples:
        >>> from drieluik.core.amendments.words.difference import difference
        >>> old, new = SetClause("a", "1.1", "", "x"), SetClause("a", "1.2", "", "x")
        >>> same = difference("", "")
        >>> row = ClauseRedline(old, new, (ClauseState.RENUMBERED,), same, same, same)
        >>> states_nl(row)
        'Vernummerd (was 1.1).'
    """
    sentence = ", ".join(_state_nl(state, row) for state in row.states)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _state_nl(state: ClauseState, row: ClauseRedline) -> str:
    others = ", ".join(one.number or one.heading for one in row.others)
    if state is ClauseState.RENUMBERED and row.old and row.old.number:
        return f"vernummerd (was {row.old.number})"
    if state is ClauseState.SPLIT and others:
        return f"afgesplitst van {others}" if row.old is None else f"gesplitst in deze en {others}"
    if state is ClauseState.MERGED and others:
        return f"opgegaan in {others}" if row.new is None else f"samengevoegd met {others}"
    if state is ClauseState.REPLACED and others:
        return f"vervangen door {others}"
    return STATES_NL[state]


def _part(at: int) -> str:
    return f"wijziging-{at + 1}"


def _place(at: int, n: int) -> str:
    return f"wijziging-{at + 1}-{n + 1}"


def _section_nl(section: SectionRedline) -> str:
    if section.old is None:
        return "Nieuw onderdeel."
    return "Onderdeel vervallen." if section.new is None else "De tekst eromheen is gewijzigd."


def _folded(summary: str, parts: Sequence[str]) -> Iterator[str]:
    yield f'<details class="folded"><summary>{escape(_clean(summary))}</summary>'
    yield from parts
    yield "</details>"


def _section_folded(found: SectionRedline, level: int, at: int) -> Iterator[str]:
    """A section: folded whole when nothing in it changed, else with what did not change folded."""
    if not found.changed:
        name = found.name.new_text or "Dit onderdeel"
        n = len(found.clauses)
        count = "1 afspraak" if n == 1 else f"{n} afspraken"
        yield from _folded(f"{name}: ongewijzigd ({count})", list(_section(found, level)))
        return
    if found.words_changed:
        yield f'<div id="{_part(at)}">'
        yield from _section_words(found, level)
        yield "</div>"
    else:
        yield from _section_words(found, level)
    same: list[ClauseRedline] = []
    for n, row in enumerate(found.clauses):
        if isinstance(row, ClauseRedline) and not row.changed:
            same.append(row)
            continue
        yield from _unchanged(same)
        same = []
        if isinstance(row, MovedAway):
            yield _moved_away(row.clause)
        else:
            yield f'<div id="{_place(at, n)}">{clause_html(row)}</div>'
    yield from _unchanged(same)


def _unchanged(rows: Sequence[ClauseRedline]) -> Iterator[str]:
    if rows:
        numbers = ", ".join(row.clause.number or row.clause.heading for row in rows)
        yield from _folded(f"Ongewijzigd: {numbers}", [clause_html(row) for row in rows])


def _section(found: SectionRedline, level: int) -> Iterator[str]:
    yield from _section_words(found, level)
    for row in found.clauses:
        yield _moved_away(row.clause) if isinstance(row, MovedAway) else clause_html(row)


def _section_words(found: SectionRedline, level: int) -> Iterator[str]:
    yield from _heading(found.name, level)
    yield from _text(found.introduction)
    named = bool(found.name.old_text or found.name.new_text)
    below = min(level + 1 if named else level, 6)
    for label, text in (("Doel", found.goal), ("Hoe", found.how)):
        if text.old_text or text.new_text:
            yield f"<h{below}>{label}</h{below}>"
            yield from _text(text)


def _moved_away(clause: SetClause) -> str:
    name = escape(_clean(f"{clause.number} {clause.heading}".strip()))
    return f'<p class="redline__moved">Hier stond {name}: verplaatst.</p>'


def _heading(change: Difference, level: int) -> Iterator[str]:
    if change.old_text or change.new_text:
        yield f"<h{min(level, 6)}>{difference_html(change)}</h{min(level, 6)}>"


def _text(change: Difference) -> Iterator[str]:
    if change.old_text or change.new_text:
        yield f'<p class="redline__text">{difference_html(change)}</p>'


def _span(span: Span) -> str:
    text = _lines(span)
    if span.kind is SpanKind.KEPT:
        return text
    tag, word = _TAGS[span.kind]
    return (
        f'<{tag}><span class="visually-hidden">[{word}:] </span>{text}'
        f'<span class="visually-hidden"> [einde]</span></{tag}>'
    )


def _lines(span: Span) -> str:
    """The words with line breaks; a break or space that came or went is a sign one can see."""
    text = escape(_clean(seen(span.kind, span.text))).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n", "<br>" if span.kind is SpanKind.KEPT else "↵<br>")


def _clean(text: str) -> str:
    return _CONTROLS.sub("\ufffd", text)
