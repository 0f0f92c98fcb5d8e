"""Tracked changes in Word: accepting all gives the new agreements, rejecting all the old ones."""

import copy
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import redline
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection
from drieluik.core.documents import read_document
from drieluik.reports.redline_docx import redline_docx

_AT = datetime(2020, 12, 1, 9, 30, tzinfo=UTC)


def _docx(found):
    return redline_docx(found, author="Bestuurlijk Overleg", at=_AT)


def _plain(agreements):
    """The lines of a set without any change."""
    return _lines(_docx(redline(agreements, agreements, paired_by_id(agreements, agreements))))


def _lines(content, drop=(), unwrap=()):
    """The lines of a document after taking out changes of one kind and accepting the other."""
    body = copy.deepcopy(Document(BytesIO(content)).element.body)
    lines, running = [], ""
    paragraphs = list(body.iter(qn("w:p")))
    for paragraph in paragraphs:
        for tag in drop:
            for mark in [one for one in paragraph if one.tag == qn(tag)]:
                paragraph.remove(mark)
        running += "".join(_text(node) for node in paragraph.iter())
        marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        gone = marks is not None and any(marks.find(qn(tag)) is not None for tag in drop)
        if not gone or paragraph is paragraphs[-1]:  # no program can take the last end away
            lines.append(running)
            running = ""
    return lines


def _text(node):
    if node.tag == qn("w:tab") and node.getparent().tag == qn("w:r"):
        return "\t"
    return (node.text or "") if node.tag in {qn("w:t"), qn("w:delText")} else ""


def _accepted(content):
    return _lines(content, drop=("w:del",))


def _rejected(content):
    return _lines(content, drop=("w:ins",))


def test_accepting_all_gives_the_new_agreements_and_rejecting_all_the_old_ones(
    found, old_set, new_set
):
    content = _docx(found)

    assert _accepted(content) == _plain(new_set)
    assert _rejected(content) == _plain(old_set)


def _one_section(*clauses):
    return AgreementSet("T", "", (SetSection("s", "1", "T", "", "", "", "", "", clauses),))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a", "ab"),
        ("ab", "a"),
        ("ab", "ac"),
        ("ac", "ab"),
        ("abc", "a"),
        ("b", "ac"),
    ],
)
def test_agreements_that_come_or_go_at_the_end_leave_no_empty_last_line(old, new):
    before, after = (
        _one_section(*(SetClause(one, f"1.{one}", "", f"{one}.\n- {one}.") for one in names))
        for names in (old, new)
    )

    content = _docx(redline(before, after, paired_by_id(before, after)))

    assert _accepted(content) == _plain(after)
    assert _rejected(content) == _plain(before)


def test_a_plain_set_shows_every_text_in_house_order(old_set):
    assert _plain(old_set)[:10] == [
        "Afspraken 2020",
        "Waarom wij dit doen.",
        "1. Wonen",
        "A. Bouw",
        "Doel",
        "Genoeg huizen.",
        "Voor ieder.",
        "Hoe",
        "Samen.",
        "Prestatieafspraken",
    ]


def test_every_change_says_who_made_it_and_when(found):
    body = Document(BytesIO(_docx(found))).element.body
    marks = [*body.iter(qn("w:ins")), *body.iter(qn("w:del"))]

    assert len(marks) > 20
    assert {mark.get(qn("w:author")) for mark in marks} == {"Bestuurlijk Overleg"}
    assert {mark.get(qn("w:date")) for mark in marks} == {"2020-12-01T09:30:00Z"}
    assert len({mark.get(qn("w:id")) for mark in marks}) == len(marks)


def test_our_own_reader_keeps_both_readings(found):
    document = read_document(_docx(found), "wijzigingen.docx")

    readings = [(change.before, change.after) for change in document.tracked_changes]

    assert any("100 woningen" in before and "150 woningen" in after for before, after in readings)
    assert ("Lage huur.", "") in readings
    assert ("", "Nieuw: Dit is nieuw.\n- Echt.") in readings
    # what went and what came in its place at the very end share the last paragraph
    assert readings[-1] == ("2.2 Een huisbezoek volgt.", "Grond: De gemeente geeft veel grond uit.")


def test_signs_that_word_cannot_hold_become_a_question_mark():
    strange = AgreementSet("a\x00b\x0b", "", (
        SetSection("s", "1", "T", "", "", "", "", "", (SetClause("c", "1.1", "", "x\ud800y\ttab"),)),
    ))  # fmt: skip

    assert _plain(strange)[0] == "a\ufffdb\ufffd"
    assert _plain(strange)[-1] == "1.1\tx\ufffdy\ttab"


@settings(max_examples=25)
@given(data=st.data())
def test_accepting_and_rejecting_hold_for_any_two_sets(data):
    words = st.sampled_from(
        ("Wij bouwen.", "Wij slopen.\n- Huis;\n- flat.", "Wij bouwen niet.\n\nOoit.")
    )
    clause = st.builds(
        SetClause,
        st.sampled_from("abcdef"),
        st.sampled_from(("1.1", "1.2")),
        st.sampled_from(("", "Kop")),
        words,
    )

    def _drawn():
        clauses = data.draw(st.lists(clause, max_size=6, unique_by=lambda one: one.id))
        cut = data.draw(st.integers(0, len(clauses)))
        names = data.draw(st.permutations(["s1", "s2"]))
        parts = dict(zip(names, (clauses[:cut], clauses[cut:]), strict=True))
        return AgreementSet("T", data.draw(words), tuple(
            SetSection(name, "1", "Thema", name, f"Deel {name}", "", data.draw(words), "", tuple(part))
            for name, part in parts.items()
        ))  # fmt: skip

    old, new = _drawn(), _drawn()

    content = _docx(redline(old, new, paired_by_id(old, new)))

    assert _accepted(content) == _plain(new)
    assert _rejected(content) == _plain(old)


def test_thousands_of_lines_are_written_in_one_go():
    lines = "\n".join(f"- regel {n};" for n in range(5000))
    long = AgreementSet("T", "", (
        SetSection("s", "1", "T", "", "", "", "", "", (SetClause("c", "1.1", "", lines),)),
    ))  # fmt: skip

    assert len(_plain(long)) > 5000


@pytest.mark.slow
def test_libreoffice_opens_it_with_its_changes(found, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not on this machine; opening cannot be tried")
    (tmp_path / "redline.docx").write_bytes(_docx(found))

    for form in ("pdf", "fodt"):
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{tmp_path}/profile",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(tmp_path),
                str(tmp_path / "redline.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )

    assert (tmp_path / "redline.pdf").read_bytes().startswith(b"%PDF")
    flat = (tmp_path / "redline.fodt").read_text("utf-8")
    assert "text:tracked-changes" in flat
    assert "<dc:creator>Bestuurlijk Overleg</dc:creator>" in flat
