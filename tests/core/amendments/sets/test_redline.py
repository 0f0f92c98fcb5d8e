"""A whole set beside another: every clause once, and what happened to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.amendments.sets.pairing import paired_by_id, paired_by_likeness
from drieluik.core.amendments.sets.redline import ClauseState, MovedAway, redline
from drieluik.core.amendments.sets.rows import DepartedClause, Departure

_OLD = """
1 | A | 1.1 | Bouw       | De corporatie bouwt ieder jaar honderd sociale woningen in de wijk.
1 | A | 1.2 | Sloop      | Sloop gaat alleen door na instemming van alle bewoners van het complex.
1 | B | 1.3 | Verkoop    | Per jaar worden hoogstens twintig woningen aan zittende huurders verkocht.
2 |   | 2.1 | Huur       | De huur stijgt niet meer dan de inflatie van het voorgaande jaar.
2 |   | 2.2 | Schulden   | Bij twee maanden achterstand volgt een huisbezoek van de corporatie.
2 |   | 2.3 | Energie    | Alle slechte labels verdwijnen voor 2028 uit het bezit van de corporaties.
"""


def _changed(found):
    return {
        one.clause.number: tuple(state.value for state in one.states)
        for one in found.clauses
        if one.changed
    }


def _by_id(old, new):
    return redline(old, new, paired_by_id(old, new))


def _by_likeness(old, new):
    return redline(old, new, paired_by_likeness(old, new))


@pytest.fixture(params=[_by_id, _by_likeness], ids=["by id", "by likeness"])
def compared(request):
    return request.param


def test_the_same_set_differs_in_nothing(a_set, compared):
    found = compared(a_set(_OLD), a_set(_OLD))

    assert not found.changed
    assert [one.clause.number for one in found.clauses] == [
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "2.3",
    ]


def test_changed_words_added_and_repealed_clauses_are_told_apart(a_set, compared):
    new = _OLD.replace("honderd", "tweehonderd").replace("1.2 | Sloop      |", "1.4 | Groen | ! |")
    new = "\n".join(
        "1 | A | 1.4 | Groen | Tuinen worden gedeeld en blijven groen. | c-nieuw"
        if "!" in line
        else line
        for line in new.splitlines()
    )

    found = compared(a_set(_OLD), a_set(new))

    assert _changed(found) == {"1.1": ("changed",), "1.2": ("repealed",), "1.4": ("added",)}


def test_a_clause_in_another_section_has_moved_and_its_old_place_is_shown(a_set, compared):
    old, lines = a_set(_OLD), _OLD.strip().splitlines()
    new = [
        *lines[1:5],
        lines[5],
        lines[0].replace("1 | A", "2 |  ").replace("1.1", "2.4") + "| c1.1",
    ]

    found = compared(old, a_set("\n".join(new)))

    assert _changed(found) == {"2.4": ("moved", "renumbered")}
    assert [
        one.clause.number for one in found.sections[0].clauses if isinstance(one, MovedAway)
    ] == ["1.1"]


def test_a_clause_before_its_old_neighbours_has_moved(a_set, compared):
    lines = _OLD.strip().splitlines()

    found = compared(a_set(_OLD), a_set("\n".join([*lines[:3], lines[5], *lines[3:5]])))

    assert _changed(found) == {"2.3": ("moved",)}


def test_a_number_that_shifts_is_no_other_clause(a_set, compared):
    new = """
    2 |   | 2.1 | Wonen      | Een heel nieuwe afspraak over woonwagens en standplaatsen in de stad. | n
    2 |   | 2.2 | Huur       | De huur stijgt niet meer dan de inflatie van het voorgaande jaar. | c2.1
    2 |   | 2.3 | Schulden   | Bij twee maanden achterstand volgt een huisbezoek van de corporatie. | c2.2
    2 |   | 2.4 | Energie    | Alle slechte labels verdwijnen voor 2030 uit het bezit van de corporaties. | c2.3
    """
    old = "\n".join(_OLD.strip().splitlines()[3:])

    found = compared(a_set(old), a_set(new))

    assert _changed(found) == {
        "2.1": ("added",),
        "2.2": ("renumbered",),
        "2.3": ("renumbered",),
        "2.4": ("changed", "renumbered"),
    }


def test_a_split_clause_shows_both_parts(a_set, compared):
    old = """
    2 |  | 2.1 | Huur | De huur stijgt niet meer dan de inflatie. Huurders met schulden krijgen vroeg een huisbezoek van de wijkcoach.
    """
    new = """
    2 |  | 2.1 | Huur | De huur stijgt niet meer dan de inflatie. | c2.1
    2 |  | 2.2 |      | Huurders met schulden krijgen vroeg een huisbezoek van de wijkcoach. | c2.2 | c2.1
    """

    found = compared(a_set(old), a_set(new))

    assert _changed(found) == {"2.1": ("changed", "split"), "2.2": ("split",)}
    assert [one.number for one in found.clauses[0].others] == ["2.2"]
    assert [one.number for one in found.clauses[1].others] == ["2.1"]


def test_a_merged_clause_shows_what_it_took_up(a_set, compared):
    old = """
    2 |  | 2.1 | Huur | De huur stijgt niet meer dan de inflatie.
    2 |  | 2.2 |      | Huurders met schulden krijgen vroeg een huisbezoek van de wijkcoach.
    """
    new = """
    2 |  | 2.1 | Huur | De huur stijgt niet meer dan de inflatie. Huurders met schulden krijgen vroeg een huisbezoek van de wijkcoach. | c2.1 | c2.2
    """
    gone = DepartedClause(a_set(old).clauses[1], "s2", Departure.MERGED, ("c2.1",), "e1")

    found = compared(a_set(old), a_set(new, departed=[gone]))

    assert _changed(found) == {"2.1": ("changed", "merged"), "2.2": ("merged",)}
    assert [one.number for one in found.clauses[1].others] == ["2.1"]


def test_a_replaced_clause_names_its_successor_through_several_steps(a_set):
    old = a_set(_OLD)
    new = a_set(
        "\n".join(_OLD.strip().splitlines()[:4])
        + "\n2 | | 2.5 | Nieuw | Woonbegeleiding voor allen. | c9",
        departed=[
            DepartedClause(old.clauses[4], "s2", Departure.REPLACED, ("c2.3",), "e1"),
            DepartedClause(old.clauses[5], "s2", Departure.REPLACED, ("c9",), "e2"),
        ],
    )

    found = _by_id(old, new)

    assert _changed(found) == {"2.2": ("replaced",), "2.3": ("replaced",), "2.5": ("added",)}
    assert [[o.number for o in one.others] for one in found.clauses[-3:]] == [["2.5"], ["2.5"], []]


def test_goals_headings_and_titles_are_compared_too(a_set, compared):
    new = a_set(_OLD.replace("Verkoop ", "Verkopen"), {"s2": "Een ander doel."}, "Nieuwe afspraken")

    found = compared(a_set(_OLD), new)

    assert found.title.changed
    assert [section.goal.changed for section in found.sections] == [False, False, True]
    assert _changed(found) == {"1.3": ("changed",)}


def test_a_section_that_is_gone_stands_where_it_stood(a_set, compared):
    lines = _OLD.strip().splitlines()

    found = compared(a_set(_OLD), a_set("\n".join([*lines[:2], *lines[3:]])))

    assert [section.section.id for section in found.sections] == ["s1A", "s1B", "s2"]
    assert found.sections[1].new is None
    assert _changed(found) == {"1.3": ("repealed",)}


def test_a_rewritten_clause_under_the_same_number_and_heading_is_changed(a_set):
    new = _OLD.replace(
        "Alle slechte labels verdwijnen voor 2028 uit het bezit van de corporaties.",
        "Wij isoleren snel.",
    )

    assert _changed(_by_likeness(a_set(_OLD), a_set(new))) == {"2.3": ("changed",)}


def test_a_clause_that_says_something_else_under_the_same_number_is_another(a_set):
    new = _OLD.replace(
        "Energie    | Alle slechte labels verdwijnen voor 2028 uit het bezit van de corporaties.",
        "Woonzorg | Senioren krijgen voorrang bij gelijkvloerse appartementen naast het zorgcentrum.",
    )

    found = _by_likeness(a_set(_OLD), a_set(new))

    told = [(row.clause.number, row.states[0].value) for row in found.clauses if row.changed]
    assert told == [("2.3", "repealed"), ("2.3", "added")]


def test_files_may_give_the_same_id_to_different_clauses(a_set):
    lines = _OLD.strip().splitlines()
    new = [lines[3].replace("2.1", "2.2"), lines[4].replace("2.2", "2.1")]

    found = _by_likeness(a_set("\n".join(lines[3:5])), a_set("\n".join(new)))

    assert _changed(found) == {"2.1": ("renumbered",), "2.2": ("renumbered",)}


@given(data=st.data())
def test_every_clause_of_both_sets_is_shown_exactly_once(data, sets_of_clauses):
    old, new = data.draw(sets_of_clauses), data.draw(sets_of_clauses)

    for pair in (paired_by_id, paired_by_likeness):
        found = redline(old, new, pair(old, new))

        assert sorted(one.old.id for one in found.clauses if one.old) == sorted(
            clause.id for clause in old.clauses
        )
        assert [one.new for one in found.clauses if one.new] == list(new.clauses)


@given(data=st.data())
def test_the_old_order_can_be_read_back_section_by_section(data, sets_of_clauses):
    old, new = data.draw(sets_of_clauses), data.draw(sets_of_clauses)

    found = redline(old, new, paired_by_id(old, new))

    for section in (one for one in found.sections if one.old):
        shown = [
            one.clause if isinstance(one, MovedAway) else one.old
            for one in section.clauses
            if isinstance(one, MovedAway) or (one.old and ClauseState.MOVED not in one.states)
        ]
        assert shown == list(section.old.clauses)
