"""The command that reads a document, without database or web server."""

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

_SOURCE = Path(__file__).parents[3] / "src" / "drieluik" / "cli" / "agreements.py"
_LAYOUTS = Path(__file__).parent / "layouts"


@pytest.fixture(scope="module")
def command():
    spec = importlib.util.spec_from_file_location("drieluik_cli_agreements", _SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.agreements


def test_the_summary_names_themes_counts_and_findings_with_their_place(command):
    result = CliRunner().invoke(command, ["read", str(_LAYOUTS / "artikelen.txt")])

    assert result.exit_code == 0
    assert "1. Wonen naar wens - 4 afspraken" in result.output
    assert "1.1 Beschikbaarheid: 1.1.1, 1.1.2" in result.output
    assert "Gelezen: 2 thema's, 5 afspraken, 0 speerpunten, 0 aanhalingen." in result.output
    assert "[opmerking] regel 11: Bij 1 Wonen naar wens is geen doel gevonden." in result.output


def test_the_outline_is_written_as_json(command, tmp_path):
    out = tmp_path / "uit.json"

    result = CliRunner().invoke(command, ["read", str(_LAYOUTS / "tabel.md"), "--json", str(out)])

    assert result.exit_code == 0
    assert (
        json.loads(out.read_text("utf-8"))["themes"][0]["sections"][0]["agreements"][0]["number"]
        == "1.1"
    )


def test_json_can_go_to_the_screen(command):
    result = CliRunner().invoke(command, ["read", str(_LAYOUTS / "begroting.txt"), "--json", "-"])

    assert json.loads(result.output)["themes"][0]["title"] == "Wonen"


def test_a_blocking_finding_gives_exit_code_one(command, tmp_path):
    empty = tmp_path / "leeg.docx"
    empty.write_bytes(b"")

    result = CliRunner().invoke(command, ["read", str(empty)])

    assert result.exit_code == 1
    assert "[blokkeert] hele bestand: Het bestand is leeg." in result.output
    assert "Niet geplaatst: niets." in result.output


def test_a_missing_file_is_wrong_usage(command):
    assert CliRunner().invoke(command, ["read", "bestaat-niet.txt"]).exit_code == 2


def test_focus_projects_are_listed(command, shared):
    seed = shared / "seed" / "prestatieafspraken-enschede-2020.txt"

    result = CliRunner().invoke(command, ["read", str(seed)])

    assert result.exit_code == 0
    assert "53 afspraken, 4 speerpunten" in result.output
    assert "Adaptief programmeren - 5 acties" in result.output
