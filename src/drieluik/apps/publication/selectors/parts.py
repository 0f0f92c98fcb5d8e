"""What everybody sees in the place of an agreement or decision that is shut by itself.

Its number and why, so that nobody thinks that it is not there; never its title, for that says what it
is about.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow, RegisterRow, SectionRow
from drieluik.apps.agreements.selectors import words_of_clauses
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import Item, Standing
from drieluik.apps.publication.selectors.items import (
    list_items,
    list_parts,
    open_keys,
    shut_parts,
)
from drieluik.apps.publication.selectors.names import left_out
from drieluik.core.amendments import ClauseRedline, MovedAway, Redline, SetClause

Kind = Openness.Kind


def line_of(kind: str, standing: Standing) -> str:
    """Return the line that stands in the place of an agreement or decision."""
    ground = standing.ground_label[:1].lower() + standing.ground_label[1:]
    facts = {"ground": ground}
    if standing.until_on is None:
        if kind == Kind.DECISION:
            return _("This decision is not public: %(ground)s.") % facts
        return _("This agreement is not public: %(ground)s.") % facts
    facts["day"] = formats.date_format(standing.until_on, "j F Y")
    if kind == Kind.DECISION:
        return (
            _("This decision is not public yet: %(ground)s, up to and including %(day)s.") % facts
        )
    return _("This agreement is not public yet: %(ground)s, up to and including %(day)s.") % facts


def without(register: RegisterRow, shut: Mapping[UUID, Standing]) -> RegisterRow:
    """Return a register in which the agreements that are shut are not there."""
    return _changed(register, lambda one: None if one.clause_id in shut else one)


def in_words(register: RegisterRow, change: Callable[[str], str]) -> RegisterRow:
    """Return a register in which every text of agreements and of what stands around them is changed."""

    def section(one: SectionRow) -> SectionRow:
        return replace(
            one,
            introduction=change(one.introduction),
            goal=change(one.goal),
            how=change(one.how),
            clauses=tuple(map(clause_in_words(change), one.clauses)),
        )

    themes = tuple(
        replace(theme, sections=tuple(map(section, theme.sections))) for theme in register.themes
    )
    return replace(register, introduction=change(register.introduction), themes=themes)


def clause_in_words(change: Callable[[str], str]) -> Callable[[ClauseRow], ClauseRow]:
    """Return what changes heading and words of an agreement."""
    return lambda one: replace(one, heading=change(one.heading), text=change(one.text))


def with_lines(register: RegisterRow, shut: Mapping[UUID, Standing]) -> RegisterRow:
    """Return a register in which a line stands in the place of the agreements that are shut."""

    def told(one: ClauseRow) -> ClauseRow:
        standing = shut.get(one.clause_id)
        line = line_of(Kind.AGREEMENT, standing) if standing else ""
        return replace(one, heading="", text=line) if line else one

    return _changed(register, told)


def redline_without(found: Redline, shut: Iterable[UUID]) -> Redline:
    """Return what differs, without what became of the agreements that are shut, on either side."""
    hidden = frozenset(map(str, shut))
    sections = tuple(
        replace(
            section,
            old=section.old and replace(section.old, clauses=()),
            new=section.new and replace(section.new, clauses=()),
            clauses=tuple(
                _others_without(row, hidden) for row in section.clauses if not _ids_of(row) & hidden
            ),
        )
        for section in found.sections
    )
    return replace(found, sections=sections)


def list_told_shut(*, municipality_id: int, on: date) -> list[Item]:
    """Return what not everybody may read on a day, as everybody may know of it.

    Wholes; and of wholes that are public the agreements and decisions that are shut by themselves,
    each named by its number only.
    """
    items = list_items(municipality_id=municipality_id, on=on)
    shut = shut_parts(municipality_id=municipality_id, on=on)
    is_any = shut.agreements or shut.decisions
    parts = list_parts(municipality_id=municipality_id, on=on) if is_any else ()
    named = [one for one in items if not one.standing.is_open] + [
        replace(one, title=told)
        for one in parts
        if not one.standing.is_open and (told := _told(municipality_id, one, on))
    ]
    clean = left_out(municipality_id)
    # why it is shut is written by a person, who may name what is shut
    return [
        replace(one, standing=replace(one.standing, reason=clean(one.standing.reason)))
        for one in named
    ]


def _told(municipality_id: int, one: Item, on: date) -> str:
    """Return how everybody may name a part; empty when even that there is one is not public."""
    if one.kind == Kind.DECISION:
        meetings = open_keys(municipality_id=municipality_id, kind=Kind.DECISIONS, on=on)
        return one.told if one.within in meetings else ""
    versions = open_keys(municipality_id=municipality_id, kind=Kind.AGREEMENTS, on=on)
    rows = words_of_clauses(municipality_id, [UUID(one.key)])
    numbers = [words.number for _id, version, words in rows if str(version) in versions]
    return _("Agreement %(name)s") % {"name": numbers[-1]} if numbers else ""


def shut_clauses(*, municipality_id: int, on: date) -> Mapping[UUID, Standing]:
    """Return which agreements not everybody may read by themselves on a day."""
    return shut_parts(municipality_id=municipality_id, on=on).agreements


def _changed(register: RegisterRow, change: Callable[[ClauseRow], ClauseRow | None]) -> RegisterRow:
    """Return a register with each agreement changed, or left out for None."""

    def section(one: SectionRow) -> SectionRow:
        rows = (change(clause) for clause in one.clauses)
        return replace(one, clauses=tuple(row for row in rows if row is not None))

    themes = tuple(
        replace(theme, sections=tuple(map(section, theme.sections))) for theme in register.themes
    )
    return replace(register, themes=themes)


def _ids_of(row: ClauseRedline | MovedAway) -> set[str]:
    if isinstance(row, MovedAway):
        return {row.clause.id}
    return {one.id for one in (row.old, row.new) if one is not None}


def _others_without(
    row: ClauseRedline | MovedAway, hidden: frozenset[str]
) -> ClauseRedline | MovedAway:
    """Keep of an agreement that is shut only the number, where another came of it."""
    if isinstance(row, MovedAway):
        return row
    others = tuple(_only_number(one) if one.id in hidden else one for one in row.others)
    return replace(row, others=others)


def _only_number(clause: SetClause) -> SetClause:
    return replace(clause, heading="", text="")
