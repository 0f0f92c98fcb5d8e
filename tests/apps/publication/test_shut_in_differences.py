"""Of an agreement that is shut a difference keeps nothing but its number, where another came of it."""

from uuid import UUID

from drieluik.apps.publication.selectors.parts import redline_without
from drieluik.core.amendments import (
    AgreementSet,
    ClauseState,
    MovedAway,
    SetClause,
    SetSection,
    paired_by_id,
    redline,
)
from drieluik.reports.redline_html import folded_redline_html

SHUT, PART, OTHER = (f"7d3ad0b6-1111-4111-8111-11111111111{number}" for number in (1, 2, 3))


def agreements(*sections: tuple[SetClause, ...]) -> AgreementSet:
    rows = (
        SetSection(f"s{at}", "1", "Wonen", "AB"[at], f"Deel {at}", "", "", "", clauses)
        for at, clauses in enumerate(sections)
    )
    return AgreementSet("Afspraken", "", tuple(rows))


def compared(old: AgreementSet, new: AgreementSet):
    whole = redline(old, new, paired_by_id(old, new))
    return whole, redline_without(whole, [UUID(SHUT)])


def test_what_was_split_from_it_tells_its_number_only():
    shut = SetClause(SHUT, "1.1", "KANARIE-KOP", "KANARIE-TEKST")
    part = SetClause(PART, "1.2", "Het andere deel", "Andere woorden.", (SHUT,))

    whole, found = compared(agreements((shut,)), agreements((shut, part)))

    (row,) = found.clauses
    assert row.states == (ClauseState.SPLIT,)
    assert [(one.number, one.heading, one.text) for one in row.others] == [("1.1", "", "")]
    assert "KANARIE" in folded_redline_html(whole)
    assert "KANARIE" not in folded_redline_html(found) + repr(found)


def test_neither_its_old_nor_its_new_place_is_told():
    shut = SetClause(SHUT, "1.1", "KANARIE-KOP", "KANARIE-TEKST")
    other = SetClause(OTHER, "1.2", "Iets anders", "Andere woorden.")

    whole, found = compared(agreements((shut, other), ()), agreements((other,), (shut,)))

    assert any(isinstance(one, MovedAway) for section in whole.sections for one in section.clauses)
    assert [one.clause.id for one in found.clauses] == [OTHER]
    assert not found.changed
    assert "KANARIE" not in repr(found)
