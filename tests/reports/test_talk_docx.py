"""The Word record of a talk: real headings, and every signal with its conclusion."""

import io

from docx import Document

from drieluik.reports.talk_docx import TalkedSignal, TalkRecord, talk_docx

TALK = TalkRecord(
    municipality="Voorbeeldstad",
    held_on="17 september 2020",
    ended="17 september 2020, 12:00",
    parties=("Corporatie A", "Huurders van A"),
    signals=(
        TalkedSignal(
            1, "2.1 Betalen", "Niet op koers (2020-2)", "Te veel.", "Meer hulp.", "Sluiten"
        ),
        TalkedSignal(2, "2.2 Loket", "Onbekend (2020-2)", "Geen cijfer."),
    ),
    fictitious=True,
)


def _paragraphs(style=""):
    word = Document(io.BytesIO(talk_docx(TALK)))
    return [one.text for one in word.paragraphs if style in one.style.name]


def test_headings_name_the_talk_and_each_signal():
    assert _paragraphs("Heading 1") == ["Gesprek over signalen van 17 september 2020"]
    assert _paragraphs("Heading 2") == ["1. 2.1 Betalen", "2. 2.2 Loket"]


def test_each_signal_has_its_conclusion_or_says_that_there_is_none():
    texts = _paragraphs()

    assert texts[texts.index("Meer hulp.") + 1] == "Sluiten."
    assert "Hierover is geen conclusie genoteerd." in texts


def test_what_is_made_up_says_so():
    assert "Fictief voorbeeld: dit gesprek is verzonnen." in _paragraphs()
