"""``drieluik cycle year`` needs no database: rules in, a readable year out."""

import json

import pytest
from click.testing import CliRunner

from drieluik.cli import main
from drieluik.example.cycle import house_rules


def run(*arguments):
    return CliRunner().invoke(main, ["cycle", "year", *arguments])


def test_the_year_is_told_with_regime_and_source():
    result = run("2026")

    assert result.exit_code == 0
    assert "Regeling C: Woningwet na de Wet versterking regie volkshuisvesting" in result.output
    assert (
        "- maandag 14 december 2026: Uiterlijk: prospectieve informatie (dPi) en bestuursverklaring\n"
        "    Wie: corporaties. Voor: Minister, gemeente en huurdersorganisaties.\n"
        "    Elk jaar vóór 15 december.\n"
        "    Wet: Woningwet 44a lid 1 (regeling C).\n"
    ) in result.output
    assert "donderdag 25 juni 2026, 15.00-17.00 uur: Bestuurlijk Overleg 2 (voorstel)" in (
        result.output
    )
    assert "Nog uit 2025" in result.output
    assert "In 2026 verandert de wet" in result.output


def test_on_a_day_every_item_says_how_it_stands():
    result = run("2023", "--on", "2023-03-25")

    assert "verzoek om overleg over prestatieafspraken [binnenkort]" in result.output
    assert "(3.2 en 3.3) [te laat]" in result.output


def test_what_is_made_up_says_so():
    assert "De afspraak zegt 'tijdig'; twee weken is verzonnen." in run("2020").output


def test_a_year_without_known_law_shows_only_its_finding():
    result = run("2010")

    assert result.exit_code == 0
    assert "De wettelijke termijnen van 2010 staan niet in Drieluik." in result.output
    assert "Op datum" not in result.output


def test_both_files_are_written(tmp_path):
    ics, out = tmp_path / "jaar.ics", tmp_path / "jaar.json"

    result = run("2026", "--ics", str(ics), "--json", str(out))

    written = json.loads(out.read_text("utf-8"))
    assert result.exit_code == 0
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert written["regimes"] == ["B", "C"]
    assert [one["id"] for one in written["carried_over"]] == [
        "2025:dispute_possible",
        "2025:dispute_submission",
    ]
    dpi = next(one for one in written["items"] if one["id"] == "2026:dpi")
    assert (dpi["from"], dpi["until"], dpi["starts_at"]) == ("2026-12-14", "2026-12-15", None)
    meeting = next(one for one in written["items"] if one["id"] == "2026:board_meeting:1")
    assert (meeting["starts_at"], meeting["ends_at"]) == ("15:00", "17:00")
    assert {finding["severity"] for finding in written["findings"]} == {"remark"}


def test_own_house_rules_take_the_place_of_those_of_the_example(tmp_path):
    rules = tmp_path / "huis.yaml"
    rules.write_text(house_rules().replace("Huisregels van Enschede", "Eigen regels"), "utf-8")

    assert "Eigen regels" in run("2026", "--rules", str(rules)).output


def test_what_is_impossible_shows_in_the_exit_code(tmp_path):
    rules = tmp_path / "huis.yaml"
    text = house_rules()
    late = text.replace(
        "{month: 2, nth: 1, weekday: thursday}", "{month: 8, nth: 1, weekday: thursday}"
    )
    rules.write_text(late, "utf-8")

    result = run("2026", "--rules", str(rules))

    assert result.exit_code == 1
    assert "- onmogelijk: ‘uitkomst van de beeldvormende bijeenkomst" in result.output


@pytest.mark.parametrize("content", [b"rules: {}", b"\xff\xfe\x00", b"a: 1\na: 2"])
def test_house_rules_that_cannot_be_read_are_refused_in_dutch(tmp_path, content):
    rules = tmp_path / "huis.yaml"
    rules.write_bytes(content)

    result = run("2026", "--rules", str(rules))

    assert result.exit_code == 1
    assert "De huisregels zijn niet te lezen." in result.output


def test_supplied_holidays_are_avoided_and_unreadable_ones_refused(tmp_path):
    file = tmp_path / "vrij.yaml"
    file.write_text(
        "source: {law: Verzonnen}\nchecked: {by: test, date: 2026-01-01}\n"
        "periods: [{name_nl: rust, first: 2026-04-06, last: 2026-04-12}]\n",
        "utf-8",
    )

    result = run("2026", "--holidays", str(file))

    assert "donderdag 16 april 2026, 15.00-17.00 uur: Bestuurlijk Overleg 1" in result.output
    assert "niet opgegeven" not in result.output
    file.write_text("periods: []\n", "utf-8")
    assert "De vrije dagen zijn niet te lezen." in run("2026", "--holidays", str(file)).output


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    result = run("2026", "--ics", str(tmp_path / "nergens" / "jaar.ics"))

    assert result.exit_code == 1
    assert "kan niet worden geschreven" in result.output
