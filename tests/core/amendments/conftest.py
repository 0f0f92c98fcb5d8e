"""Texts that look like agreements, and small changes of them, for the property tests."""

import pytest
from hypothesis import strategies as st

from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection

_WORDS = (
    "de", "het", "een", "van", "in", "op", "corporatie", "gemeente", "huurders", "woningen", "huur",
    "zo'n", "foto's", "'s", "sociaal-economisch", "huur-", "€", "15%", "2.3", "1.234,56", "1-op-1",
    "2020", "m.b.t.", "é",
)  # fmt: skip
_GAPS = (" ", " ", " ", "  ", ", ", ". ", "\n", "\n- ", "\n1. ", "\r\n", "\u00a0", ": ", "; ")


def _text(parts):
    return "".join(word + gap for word, gap in parts)


@pytest.fixture(scope="session")
def dutch_texts():
    """Texts of a few words out of a small choice, so that they have much in common."""
    part = st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS))
    return st.lists(part, max_size=30).map(_text)


@pytest.fixture(scope="session")
def any_texts():
    """Any text at all, signs and controls included."""
    return st.text(max_size=60)


@pytest.fixture(scope="session")
def long_text():
    """About 30 kB of made-up agreements."""
    lines = []
    for number in range(1, 161):
        lines.append(
            f"{number // 10 + 1}.{number % 10} Partij {number} onderzoekt vóór {number} juli 2020 of"
            f" {number * 7}% van de woningen, of zo'n € {number}.000, genoeg is.\n"
            f"- Lukt stap {number} niet, dan overlegt zij binnen {number + 3} dagen;\n"
            "- het Bestuurlijk Overleg besluit.\n"
        )
    return "".join(lines)


@pytest.fixture(scope="session")
def a_set():
    """A set from drawn lines: ``theme | letter | number | heading | text``, one per clause.

    A section is ``s<theme><letter>``; a clause has the id given as sixth, or else ``c<number>``.
    """

    def made(lines, goals=None, title="Afspraken", departed=()):
        sections = {}
        for line in lines.strip().splitlines():
            theme, letter, number, heading, text, *rest = (cell.strip() for cell in line.split("|"))
            key = f"s{theme}{letter}"
            predecessors = tuple(rest[1].split()) if len(rest) > 1 else ()
            name = rest[0] if rest and rest[0] else f"c{number}"
            clause = SetClause(name, number, heading, text, predecessors)
            sections.setdefault(key, (theme, letter, []))[2].append(clause)
        return AgreementSet(
            title,
            "",
            tuple(
                SetSection(
                    key, theme, f"Thema {theme}", letter, f"Deel {letter}" if letter else "",
                    "", (goals or {}).get(key, "Doel."), "Samen.", tuple(clauses),
                )
                for key, (theme, letter, clauses) in sections.items()
            ),
            tuple(departed),
        )  # fmt: skip

    return made


@pytest.fixture(scope="session")
def sets_of_clauses(a_set):
    """Sets of a few clauses out of a small choice, in any order and in any section."""
    texts = ("Wij bouwen huizen voor iedereen.", "Wij slopen flats in de wijk.", "Huur is laag.")
    line = st.tuples(
        st.sampled_from(("1|A", "1|B", "2|")), st.integers(1, 9), st.sampled_from(texts)
    )
    lines = st.lists(line, min_size=1, max_size=8, unique_by=lambda one: one[1])
    return lines.map(
        lambda drawn: a_set("\n".join(f"{where}|{n}.1|Kop|{text}|c{n}" for where, n, text in drawn))
    )
