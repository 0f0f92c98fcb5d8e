"""The commands of deliveries, which need no database."""

import json

import openpyxl
import pytest
from click.testing import CliRunner

from drieluik.cli.deliveries import deliveries


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(deliveries, [str(a) for a in arguments])


def test_a_template_is_written(run, tmp_path):
    out = tmp_path / "f.xlsx"

    result = run("template", "--party", "WPL", "--period", "2020-1", "--out", out)

    assert result.exit_code == 0
    assert "Woningen" in openpyxl.load_workbook(out).sheetnames


def test_a_template_carries_dwellings_and_totals_of_the_workbook_before(run, tmp_path, good, stamp):
    (tmp_path / "eerder.xlsx").write_bytes(good)
    out, period = tmp_path / "f.xlsx", stamp.period.next()

    result = run(
        "template", "--party", stamp.party_code, "--period", period,
        "--previous", tmp_path / "eerder.xlsx", "--out", out,
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    earlier, made = (openpyxl.load_workbook(each) for each in (tmp_path / "eerder.xlsx", out))
    ids = [[row[0].value for row in book["Woningen"].iter_rows(3, 12)] for book in (earlier, made)]
    assert ids[0] == ids[1]
    assert made["Verkopen"]["A3"].value is None
    assert set(made.sheetnames) > set(earlier.sheetnames)


def test_a_table_that_does_not_apply_is_left_out_of_the_workbook_and_of_the_check(
    run, tmp_path, good, stamp
):
    (tmp_path / "eerder.xlsx").write_bytes(good)
    made = tmp_path / "f.xlsx"

    result = run(
        "template", "--party", stamp.party_code, "--period", stamp.period.next(),
        "--previous", tmp_path / "eerder.xlsx", "--not-applicable", "sales", "--out", made,
    )  # fmt: skip
    checked = run("check", tmp_path / "eerder.xlsx", "--not-applicable", "sales")

    assert result.exit_code == 0, result.output
    assert "Verkopen" not in openpyxl.load_workbook(made).sheetnames
    assert checked.exit_code == 2
    assert "niet van toepassing" in checked.output


def test_a_workbook_of_another_half_year_is_not_carried_over(run, tmp_path, good, stamp):
    (tmp_path / "eerder.xlsx").write_bytes(good)

    result = run(
        "template", "--party", stamp.party_code, "--period", stamp.period,
        "--previous", tmp_path / "eerder.xlsx", "--out", tmp_path / "f.xlsx",
    )  # fmt: skip

    assert result.exit_code == 1
    assert "eerder.xlsx is niet over te nemen" in result.output
    assert not (tmp_path / "f.xlsx").exists()


def test_a_wrong_period_is_explained(run, tmp_path):
    result = run("template", "--party", "WPL", "--period", "2020-3", "--out", tmp_path / "f.xlsx")

    assert result.exit_code == 2
    assert "schrijf bijvoorbeeld 2020-1" in result.output


def test_a_good_workbook_ends_with_0(run, tmp_path, good):
    (tmp_path / "f.xlsx").write_bytes(good)

    result = run("check", tmp_path / "f.xlsx")

    assert result.exit_code == 0
    assert "Alles is in orde." in result.output


def test_what_must_be_confirmed_ends_with_1(run, tmp_path, edited):
    content = edited(lambda workbook: workbook["Verkopen"].delete_rows(3))
    (tmp_path / "f.xlsx").write_bytes(content)

    assert run("check", tmp_path / "f.xlsx").exit_code == 1


def test_what_blocks_ends_with_2_and_is_told_everywhere(run, tmp_path, edited):
    def change(workbook):
        for row in range(3, 13):
            workbook["Woningen"][f"F{row}"] = "veel"

    (tmp_path / "f.xlsx").write_bytes(edited(change))
    told, returned = tmp_path / "f.json", tmp_path / "terug.xlsx"

    result = run("check", tmp_path / "f.xlsx", "--json", told, "--annotated", returned)

    assert result.exit_code == 2
    assert "Woningen F3: 'veel' is geen getal." in result.output
    assert "en nog 5 van deze soort" in result.output
    answer = json.loads(told.read_text("utf-8"))
    assert answer["stamp"]["party_code"] == "WPL"
    assert answer["findings"][0]["message"]
    assert openpyxl.load_workbook(returned).sheetnames[0] == "Bevindingen"


def test_another_party_than_expected_is_refused(run, tmp_path, good):
    (tmp_path / "f.xlsx").write_bytes(good)

    result = run("check", tmp_path / "f.xlsx", "--party", "DOM", "--period", "2020-1")

    assert result.exit_code == 2
    assert "andere corporatie" in result.output


def test_a_file_that_is_no_workbook_is_refused_with_what_to_do(run, tmp_path, good):
    (tmp_path / "f.csv").write_text("a;b\n1;2\n", "utf-8")
    (tmp_path / "f.xlsm").write_bytes(good)

    assert "tekstbestand" in run("check", tmp_path / "f.csv").output
    assert "macro" in run("check", tmp_path / "f.xlsm").output
