"""Two files beside each other on the command line, without database or web server."""

import json
from io import BytesIO

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn

from drieluik.cli.agreements import agreements

_OLD = """1. Wonen

1.1 De corporatie bouwt honderd sociale woningen in de stad.

1.2 De gemeente geeft daarvoor op tijd grond uit.

1.3 Sloop gaat alleen door na instemming van bewoners.
"""
_NEW = """1. Wonen

1.1 De corporatie bouwt tweehonderd sociale woningen in de stad.

1.2 Huurders denken vanaf het begin mee over het ontwerp.

1.3 De gemeente geeft daarvoor op tijd grond uit.
"""


@pytest.fixture
def files(tmp_path):
    """Two versions of a small document."""
    (tmp_path / "oud.txt").write_text(_OLD, "utf-8")
    (tmp_path / "nieuw.txt").write_text(_NEW, "utf-8")
    return [str(tmp_path / "oud.txt"), str(tmp_path / "nieuw.txt")]


def _run(*arguments):
    return CliRunner().invoke(agreements, ["redline", *arguments])


def test_the_screen_tells_what_happened_to_each_agreement_and_which_words(files):
    result = _run(*files)

    assert result.exit_code == 0
    assert "Afspraken: 1 gewijzigd, 1 nieuw, 1 vervallen, 1 vernummerd." in result.output
    assert "De corporatie bouwt [-honderd-]{+tweehonderd+} sociale woningen" in result.output
    assert "Vernummerd (was 1.2)." in result.output


def test_two_equal_files_have_no_difference(files):
    result = _run(files[0], files[0])

    assert result.exit_code == 0
    assert "Er is geen verschil." in result.output


def test_everything_can_be_written_at_once(files, tmp_path):
    page, word, plain = tmp_path / "uit.html", tmp_path / "uit.docx", tmp_path / "uit.json"

    result = _run(
        *files, "--html", str(page), "--docx", str(word), "--json", str(plain), "--author", "BO"
    )

    assert result.exit_code == 0
    assert '<html lang="nl">' in page.read_text("utf-8")
    body = Document(BytesIO(word.read_bytes())).element.body
    assert {mark.get(qn("w:author")) for mark in body.iter(qn("w:ins"))} == {"BO"}
    counts = json.loads(plain.read_text("utf-8"))["counts"]
    assert (counts["changed"], counts["added"], counts["repealed"]) == (1, 1, 1)


def test_the_json_gives_both_texts_back(files):
    written = json.loads(_run(*files, "--json", "-").output)

    row = written["sections"][0]["clauses"][0]
    spans = row["text"]["spans"]
    assert row["states"] == ["changed"]
    assert "".join(s["text"] for s in spans if s["kind"] != "added").startswith(
        "De corporatie bouwt honderd"
    )
    assert "".join(s["text"] for s in spans if s["kind"] != "removed").startswith(
        "De corporatie bouwt tweehonderd"
    )
    assert written["words"]["added"] > 1


def test_long_texts_that_stayed_are_shortened_around_a_change(tmp_path):
    long = "Deze zin blijft zoals hij was en is lang genoeg om in te korten op het scherm. "
    old, new = tmp_path / "oud.txt", tmp_path / "nieuw.txt"
    old.write_text(f"1. Wonen\n\n1.1 {long * 2}Wij bouwen. {long * 2}\n", "utf-8")
    new.write_text(f"1. Wonen\n\n1.1 {long * 2}Wij kopen. {long * 2}\n", "utf-8")

    output = _run(str(old), str(new)).output

    assert "… om in te korten op het scherm. Wij [-bouwen-]{+kopen+}. Deze zin blijft" in output
    assert output.count("Deze zin blijft") == 1


def test_a_moved_agreement_and_changed_goals_are_told(tmp_path):
    old, new = tmp_path / "oud.md", tmp_path / "nieuw.md"
    first, second = "1.1 Wij bouwen hier snel.", "1.2 Zij verhuren alles eerlijk."
    old.write_text(f"# 1. Wonen\n\nDoel: genoeg huizen.\n\n{first}\n\n{second}\n", "utf-8")
    new.write_text(
        f"# 1. Wonen\n\nDoel: meer huizen.\n\n{second.replace('1.2', '1.1')}\n\n"
        f"{first.replace('1.1', '1.2')}\n",
        "utf-8",
    )

    output = _run(str(old), str(new)).output

    assert "Doel" in output
    assert "[-genoeg-]{+meer+}" in output
    assert "verplaatst" in output


def test_a_file_that_cannot_be_read_ends_the_command_with_what_to_do(files, tmp_path):
    empty = tmp_path / "leeg.docx"
    empty.write_bytes(b"")

    result = _run(files[0], str(empty))

    assert result.exit_code == 1
    assert "leeg.docx kan niet worden vergeleken." in result.output
    assert "Het bestand is leeg." in result.output
