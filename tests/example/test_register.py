"""The register tells the same agreements as the source, in other words."""

import re
from pathlib import Path

import pytest

from drieluik.example import parties
from drieluik.example.register import agreements, agreements_document

NUMBERS = [
    *(f"1.{n}" for n in range(1, 7)),
    *(f"2.{n}" for n in range(1, 10)),
    *(f"3.{n}" for n in range(1, 15)),
    *(f"4.{n}" for n in range(1, 4)),
    *(f"5.{n}" for n in range(1, 6)),
    *(f"6.{n}" for n in range(1, 5)),
    *(f"7.{n}" for n in range(1, 6)),
    *(f"8.{n}" for n in range(1, 4)),
    *(f"9.{n}" for n in range(1, 4)),
    "10.1",
]

NAMES_AND_TERMS = (
    "stedelijke investeringsafweging sia en dynamische investeringsagenda dia",
    "gemeente enschede",
    "de woonplaats domijn en ons huis",
    "ons huis de woonplaats en domijn",
    "saxion",
    "universiteit twente",
    "sjht en de veste",
    "ut sjht en de veste",
    "waarborgfonds sociale woningbouw wsw",
    "epc 0 beng energieneutraal of nul op de meter",
)
"""Names and terms that cannot be said otherwise; they count as one word."""

RUN = 6


def words(text: str) -> list[str]:
    plain = re.sub(r"<[^>]+>|[*_]", " ", text.lower())
    plain = " ".join(re.findall(r"\w+", plain))
    for index, term in enumerate(NAMES_AND_TERMS):
        plain = plain.replace(term, f"term{index}")
    return plain.split()


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def all_texts(content: object) -> list[str]:
    if isinstance(content, str):
        return [content]
    if isinstance(content, dict):
        return [text for value in content.values() for text in all_texts(value)]
    if isinstance(content, list | tuple):
        return [text for value in content for text in all_texts(value)]
    return []


def test_all_fifty_three_agreements_are_there_in_order() -> None:
    assert [agreement.number for agreement in agreements().agreements()] == NUMBERS


def test_the_ten_themes_have_their_sections() -> None:
    letters = {
        theme.number: [section.letter for section in theme.sections]
        for theme in agreements().themes
    }

    assert letters == {n: [None] for n in range(1, 11)} | {2: ["A", "B"], 3: ["A", "B", "C", "D"]}


def test_only_the_last_theme_has_no_goal() -> None:
    without = [
        theme.number
        for theme in agreements().themes
        for section in theme.sections
        if not (section.goal and section.how)
    ]

    assert without == [10]


def test_every_agreement_is_short_and_names_existing_parties() -> None:
    known = {party.code for party in parties.parties()}

    for agreement in agreements().agreements():
        assert agreement.heading
        assert len(agreement.text) < 700
        assert agreement.bound
        assert set(agreement.bound) | set(agreement.consent) <= known
        assert "gemeente-enschede" in agreement.consent


@pytest.mark.parametrize("number", ["2.6", "2.9", "3.13"])
def test_student_agreements_do_not_ask_the_other_tenants(number: str) -> None:
    consent = agreements().agreement(number).consent

    assert "commissie-sjht" in consent
    assert "huurders-domijn" not in consent


def test_four_focus_projects_have_every_field_filled() -> None:
    projects = agreements().focus_projects

    assert [project.number for project in projects] == [1, 2, 3, 4]
    for project in agreements_document()["focus_projects"]:
        assert all(value not in ("", (), None) for value in project.values())


def test_quarters_are_written_as_year_and_quarter() -> None:
    quarters = {
        quarter
        for project in agreements().focus_projects
        for action in project.actions
        for quarter in action.quarters
    }

    assert quarters
    assert all(re.fullmatch(r"20\d\d-Q[1-4]", quarter) for quarter in quarters)


def test_facts_and_thresholds_of_the_source_are_carried_over() -> None:
    text = " ".join(all_texts(agreements_document()))

    for fact in ("12 maanden", "15%", "NEN 2767-1", "F of G", "EPC 0", "2050", "50 tot 80"):
        assert fact in text


def test_no_run_of_six_words_is_copied_from_the_source(shared: Path) -> None:
    source = (shared / "seed" / "prestatieafspraken-enschede-2020.txt").read_text("utf-8")
    copied_from = runs(source)

    copied = {
        " ".join(run)
        for text in all_texts(agreements_document())
        for run in runs(text) & copied_from
    }

    assert copied == set()
