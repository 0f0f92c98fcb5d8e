"""Two sets of agreements in which everything that can happen has happened."""

import pytest

from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import redline
from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    DepartedClause,
    Departure,
    SetClause,
    SetSection,
)


@pytest.fixture(scope="session")
def old_set():
    """The set before."""
    return AgreementSet(
        "Afspraken 2020",
        "Waarom wij dit doen.",
        (
            SetSection("s1", "1", "Wonen", "A", "Bouw", "", "Genoeg huizen.\nVoor ieder.", "Samen.", (
                SetClause("c1", "1.1", "Aantal", "De corporatie bouwt 100 woningen:\n- klein;\n- groot."),
                SetClause("c2", "1.2", "Sloop", "Sloop na instemming."),
                SetClause("c3", "1.3", "", "Dit gaat weg.\nHelemaal."),
                SetClause("c4", "1.4", "Grond", "De gemeente geeft grond uit."),
            )),
            SetSection("s2", "1", "Wonen", "B", "Oud onderdeel", "Inleiding.", "", "", (
                SetClause("c5", "1.5", "", "Eén zin. Nog een zin."),
            )),
            SetSection("s3", "2", "Huur", "", "", "", "Lage huur.", "", (
                SetClause("c6", "2.1", "Huur", "De huur < € 500 & \"laag\"."),
                SetClause("c7", "2.2", "", "Een huisbezoek volgt."),
            )),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def new_set(old_set):
    """The set after: words, goals, headings, places, numbers, sections, split, merge, repeal."""
    clause = {one.id: one for one in old_set.clauses}
    return AgreementSet(
        "Afspraken 2021",
        "Waarom wij dit nog doen.\nEn hoe.",
        (
            SetSection("s1", "1", "Wonen", "A", "Nieuwbouw", "Nieuw hier.", "Genoeg huizen.", "Samen.", (
                SetClause("c2", "1.1", "Sloop", "Sloop na instemming."),
                SetClause("c1", "1.2", "Aantal", "De corporatie bouwt 150 woningen:\n- klein;\n- midden;\n- groot."),
                SetClause("c8", "1.3", "Nieuw", "Dit is nieuw.\n- Echt."),
            )),
            SetSection("s4", "1", "Wonen", "C", "Nieuw onderdeel", "", "Doel.", "Hoe.", (
                SetClause("c5", "1.5", "", "Eén zin."),
                SetClause("c9", "1.6", "", "Nog een zin.", ("c5",)),
            )),
            SetSection("s3", "2", "Huur en zorg", "", "", "", "", "Met hulp.", (
                SetClause("c6", "2.1", "", "De huur < € 450 & \"laag\".\nEen huisbezoek volgt.", ("c7",)),
                SetClause("c4", "2.3", "Grond", "De gemeente geeft veel grond uit."),
            )),
        ),
        (
            DepartedClause(clause["c3"], "s1", Departure.REPEALED, (), "e1"),
            DepartedClause(clause["c7"], "s3", Departure.MERGED, ("c6",), "e2"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def found(old_set, new_set):
    """The redline of the two."""
    return redline(old_set, new_set, paired_by_id(old_set, new_set))
