"""A small set to edit, and random rows of edits for the property tests."""

import pytest
from hypothesis import strategies as st

from drieluik.core.amendments.edits.edit import (
    AddClause,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.sets.rows import SetClause

_LINES = """
1 | A | 1.1 | Bouw     | De corporatie bouwt 100 woningen. Zij meldt dat elk jaar. | c1
1 | A | 1.2 | Sloop    | Sloop mag alleen na instemming van bewoners.             | c2
1 | B | 1.3 | Verkoop  | Hoogstens 20 woningen worden verkocht.                   | c3
2 |   | 2.1 | Huur     | De huur volgt de inflatie.                               | c4
2 |   | 2.2 | Schulden | Bij achterstand volgt een huisbezoek.                    | c5
"""


@pytest.fixture(scope="session")
def start(a_set):
    """Five clauses in three sections."""
    return a_set(_LINES)


@pytest.fixture(scope="session")
def rules():
    """The rules of findings, without the name of the room."""

    def listed(findings):
        return [finding.rule.removeprefix("amendments.") for finding in findings]

    return listed


@pytest.fixture(scope="session")
def random_edit():
    """Draw an edit that makes sense on a set, or nearly so."""

    def drawn(data, current, number):
        pick = data.draw
        if not current.clauses:
            fresh = SetClause(f"n{number}", "1.1", "", "Nieuw.")
            return AddClause(f"e{number}", current.sections[0].id, fresh)
        clause = pick(st.sampled_from(current.clauses))
        either = pick(st.sampled_from(current.clauses))
        section = pick(st.sampled_from(current.sections))
        words = pick(st.sampled_from(("{} Extra.", "Vooraf {}", "Heel andere woorden.")))
        fresh = SetClause(f"n{number}", f"9.{number}", "", "Nieuwe woorden.")
        after = pick(st.sampled_from([None, *(one.id for one in section.clauses)]))
        name = f"e{number}"
        other = either.id
        half = SetClause(clause.id, clause.number, clause.heading, "Het eerste deel.")
        return pick(
            st.sampled_from(
                (
                    ChangeWords(name, clause.id, clause.text, words.format(clause.text)),
                    ChangeHeading(name, clause.id, clause.heading, "Ander kopje"),
                    ChangeNumber(name, clause.id, f"8.{number}"),
                    ChangeSection(name, section.id, "goal", section.goal, words),
                    AddClause(name, section.id, fresh, after),
                    RepealClause(name, clause.id),
                    ReplaceClause(name, clause.id, (other,)),
                    MoveClause(name, clause.id, section.id, after, f"7.{number}"),
                    SplitClause(name, clause.id, clause.text, (half, fresh)),
                    MergeClauses(
                        name,
                        (clause.id, other),
                        (clause.text, either.text),
                        clause.number,
                        clause.heading,
                        f"{clause.text}\n{either.text}",
                    ),
                )
            )
        )

    return drawn
