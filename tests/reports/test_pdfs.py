"""The PDFs as a reader with tags finds them: language, title, headings in steps, lists and tables."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import redline
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection
from drieluik.reports.agreements_document import (
    PrintedAction,
    PrintedAgreements,
    PrintedBinding,
    PrintedClause,
    PrintedDecision,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
)
from drieluik.reports.agreements_pdf import agreements_pdf
from drieluik.reports.minutes_document import (
    MinutedDecision,
    MinutedItem,
    MinutedTask,
    Minutes,
    Standing,
)
from drieluik.reports.minutes_pdf import decision_list_pdf, minutes_pdf
from drieluik.reports.redline_pdf import redline_pdf
from tests.factories.tagged_pdf import Heard

AT = datetime(2020, 3, 1, 12, tzinfo=UTC)
DAY = date(2020, 1, 1)


def _agreements(**changes) -> PrintedAgreements:
    action = PrintedAction("Een werkgroep begint.", "Q1 2020", "Minder huurschuld")
    clauses = (
        PrintedClause("2.1", "Voorraad", "De corporaties houden woningen betaalbaar."),
        PrintedClause("2.2", "", "Er is hulp:\n- bellen;\n- bezoek."),
    )
    section = PrintedSection("A", "Algemeen", "", "Genoeg woningen.", "Samen.", clauses)
    values = {
        "title": "Afspraken van Voorbeeldstad",
        "municipality": "Gemeente Voorbeeldstad",
        "parties": (("Gemeente", ("Voorbeeldstad",)), ("Corporatie", ("A", "B"))),
        "version_number": 3,
        "in_force_from": DAY,
        "introduction": "Waarom wij dit doen.\n\nEn hoe.",
        "themes": (PrintedTheme("2", "Betaalbaar wonen", (section,), (action,)),),
        "projects": (
            PrintedProject("Minder huurschuld (2020)", (("Doel", "Eerder helpen."),), (action,)),
        ),
        "fictitious": False,
        "bindings": (
            PrintedBinding(("2.1",), ("A", "B"), (), (("C", "verhuurt hier niet"),)),
            PrintedBinding(("2.2",), (), ("Huurders A",)),
        ),
        "binding_remarks": ("De huurders van B hebben geen organisatie.",),
        "decisions": (
            PrintedDecision(1, DAY, "Eerste versie", "", None, "", ("2.2",)),
            PrintedDecision(3, DAY, "Besluit", "BO 2 maart, besluit 1", DAY, "Vaker.", ("2.1",)),
        ),
    }
    return PrintedAgreements(**(values | changes))


def _minutes(**changes) -> Minutes:
    decisions = (
        MinutedDecision(1, "adopt", "Vastgesteld", "Het wordt zo.", "", True, "", ()),
        MinutedDecision(
            2, "adopt", "Vastgesteld", "Het wordt anders.", "1 april 2020", False, "Tikfout.",
            (MinutedTask("Gemeente", "Uitvoeren", ""),), (("2.1", "Stemt in: Corporatie A."),),
        ),
    )  # fmt: skip
    item = MinutedItem(
        1, "Voorraad", "Hoeveel woningen?", ("Notitie, versie 1",), ("Huurders A: te laat.",),
        (("Huurders A (vraag)", "Waarom zo laat?"),), "Er is gepraat.", decisions,
    )  # fmt: skip
    values = {
        "name": "Bestuurlijk Overleg van 2 maart 2020",
        "municipality": "Voorbeeldstad",
        "began": "2 maart 2020, 14:00",
        "place": "Stadhuis",
        "chair": "Wethouder",
        "attendance": (("Gemeente", "Aanwezig", ""),),
        "without_voice": ("B",),
        "term": "Stukken zijn er 14 dagen van tevoren.",
        "items": (item,),
    }
    return Minutes(**(values | changes))


STANDING = Standing("", "", "", DAY)


@pytest.fixture(scope="module")
def agreements():
    return Heard(agreements_pdf(_agreements(), at=AT))


def test_the_pdf_says_its_language_title_and_owner(agreements):
    assert (agreements.language, agreements.marked) == ("nl-NL", True)
    assert agreements.title == "Afspraken van Voorbeeldstad"
    assert agreements.author == "Gemeente Voorbeeldstad"


def test_headings_follow_the_house_order_without_a_skipped_level(agreements):
    assert agreements.headings() == [
        (1, "Inhoud"),
        (1, "Inleiding"),
        (1, "2. Betaalbaar wonen"),
        (2, "A. Algemeen"),
        (3, "Doel"),
        (3, "Hoe"),
        (3, "Prestatieafspraken"),
        (2, "Acties"),
        (1, "Bijlage: speerpunten"),
        (2, "Minder huurschuld (2020)"),
        (3, "Doel"),
        (3, "Acties"),
        (1, "Bijlage: partijen per afspraak"),
        (1, "Bijlage: besluiten achter de afspraken"),
    ]


def test_agreements_are_items_of_a_list_with_their_number_as_label(agreements):
    labels, bodies = agreements.all_of("Lbl"), agreements.all_of("LBody")

    assert {"2.1", "2.2"} <= set(labels)
    assert "Voorraad: De corporaties houden woningen betaalbaar." in bodies
    assert "bellen;" in bodies


def test_the_annexes_are_tables_with_heads(agreements):
    heads, cells = agreements.all_of("TH"), agreements.all_of("TD")

    assert {"Afspraken", "Gebonden", "Instemming nodig van", "Besluit"} <= set(heads)
    assert "A, BGeen partij: C (verhuurt hier niet)." in cells
    assert "nog niet vastgelegd" in cells
    assert "BO 2 maart, besluit 1Vaker." in cells


def test_the_day_that_was_asked_and_what_was_known_stand_on_the_cover():
    asked = _agreements(on=date(2020, 5, 1), known_on=date(2020, 6, 1))

    text = Heard(agreements_pdf(asked, at=AT)).text

    assert "De afspraken die gelden op 1 mei 2020." in text
    assert "Zoals bekend aan het einde van 1 juni 2020." in text


def test_the_same_document_gives_the_same_bytes():
    assert agreements_pdf(_agreements(), at=AT) == agreements_pdf(_agreements(), at=AT)


def test_a_document_with_only_a_title_and_one_agreement_is_still_a_document():
    section = PrintedSection("", "", "", "", "", (PrintedClause("1", "", "Iets."),))
    bare = _agreements(
        themes=(PrintedTheme("1", "T", (section,), ()),),
        projects=(), parties=(), introduction="", bindings=(), decisions=(), binding_remarks=(),
    )  # fmt: skip

    heard = Heard(agreements_pdf(bare, at=AT))

    assert heard.headings() == [(1, "Inhoud"), (1, "1. T"), (2, "Prestatieafspraken")]


@pytest.mark.parametrize(
    "words",
    ["#panic() $x$ *a* _b_ `c` @d <e> \\u{41} = kop", "a\\n// b /* c */", '#sys.inputs "]'],
    ids=["markup", "comment", "quotes"],
)
def test_words_that_look_like_instructions_are_only_words(words):
    section = PrintedSection("", "", "", "", "", (PrintedClause("1", "", words),))
    document = _agreements(themes=(PrintedTheme("1", "T", (section,), ()),))

    heard = Heard(agreements_pdf(document, at=AT))

    assert words.replace("  ", " ") in [body.replace("  ", " ") for body in heard.all_of("LBody")]


def test_signs_without_letters_become_a_sign_one_can_see():
    document = _agreements(introduction="Huis 🏠 en 中文 en \x01, wel é, ≤ en €.")

    text = Heard(agreements_pdf(document, at=AT)).text

    assert "Huis � en �� en �, wel é, ≤ en €." in text


@pytest.mark.slow
@settings(max_examples=25)
@given(st.text(min_size=1, max_size=40))
def test_any_text_at_all_can_be_printed(words):
    section = PrintedSection("", words, "", words, "", (PrintedClause("1", words, words),))
    document = _agreements(title=words, themes=(PrintedTheme("1", words, (section,), ()),))

    assert agreements_pdf(document, at=AT).startswith(b"%PDF")


def test_a_redline_begins_with_what_happened_and_shows_the_words(old_set, new_set):
    found = redline(old_set, new_set, paired_by_id(old_set, new_set))

    heard = Heard(redline_pdf(found, title="Van 1 naar 2", author="Voorbeeldstad", at=AT))

    levels = [level for level, _ in heard.headings()]
    assert heard.headings()[0] == (1, "Wat er verandert")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert any(cell.startswith("Gewijzigd, verplaatst") for cell in heard.all_of("TD"))
    assert "De gemeente geeft veel grond uit." in heard.text.replace("\n", " ")


def test_removed_and_added_numbers_stay_apart():
    old = AgreementSet("A", "", (SetSection("s", "1", "T", "", "", "", "", "", (
        SetClause("c", "1.1", "", "De huur stijgt met 2,5 procent."),)),))  # fmt: skip
    new = AgreementSet("A", "", (SetSection("s", "1", "T", "", "", "", "", "", (
        SetClause("c", "1.1", "", "De huur stijgt met 3 procent."),)),))  # fmt: skip

    heard = Heard(
        redline_pdf(redline(old, new, paired_by_id(old, new)), title="V", author="G", at=AT)
    )

    assert "2,5 3 procent" in heard.text
    assert any(
        "met [vervallen:] 2,5 [einde] [toegevoegd:] 3 [einde] procent" in one
        for one in heard.all_of("P")
    )


def test_two_equal_sets_say_that_nothing_differs(old_set):
    same = redline(old_set, old_set, paired_by_id(old_set, old_set))

    assert "Er is geen verschil." in Heard(redline_pdf(same, title="V", author="G", at=AT)).text


def test_minutes_tell_who_what_and_which_words_were_mended():
    heard = Heard(minutes_pdf(_minutes(), STANDING, at=AT))

    assert heard.title == "Verslag Bestuurlijk Overleg van 2 maart 2020"
    assert [words for level, words in heard.headings() if level == 1] == [
        "Aanwezigheid",
        "1. Voorraad",
        "Taken",
    ]
    assert "nog niet vastgesteld" in heard.text
    assert "(later in dit overleg verbeterd)" in heard.text
    assert "Verbeterd omdat: Tikfout." in heard.text
    assert "Zonder huurdersorganisatie: B." in heard.text
    assert "Waarom zo laat?" in heard.text
    assert "Standpunten over 2.1: Stemt in: Corporatie A." in heard.text


def test_the_list_of_decisions_holds_those_that_stand():
    heard = Heard(decision_list_pdf(_minutes(), STANDING, at=AT))
    empty = Heard(decision_list_pdf(_minutes(items=()), STANDING, at=AT))

    cells = heard.all_of("TD")
    assert (
        "Vastgesteld. Het wordt anders. Geldig vanaf 1 april 2020. Verbeterd omdat: Tikfout."
        in (cells)
    )
    assert not any("Het wordt zo." in cell for cell in cells)
    assert "Er is niets besloten." in empty.text


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not on this machine")
def test_another_reader_finds_the_tags_as_well(tmp_path):
    file = tmp_path / "afspraken.pdf"
    file.write_bytes(agreements_pdf(_agreements(), at=AT))

    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout

    assert "Tagged:          yes" in told
