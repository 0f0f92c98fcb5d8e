"""``drieluik disclosure`` from files to files."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from drieluik.cli import main

FORM = """
measure: verhuringen
dimensions:
  - column: buurt
    total: stad
    hierarchies:
      - name: cbs
        parents: {b1: w1, b2: w1, b3: w2, w1: stad, w2: stad}
  - column: klasse
    total: alle
"""
TABLE = "buurt,klasse,value\nb1,x,3\nb1,y,20\nb2,x,9\nb2,y,14\nb3,x,12\nb3,y,31\n"


@pytest.fixture
def at(tmp_path):
    """Return the command in a folder with a table, and the folder."""
    (tmp_path / "d.yaml").write_text(FORM)
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "t2.csv").write_text(TABLE.replace("b1,x,3", "b1,x,8"))

    def run(line: str):
        words = [str(tmp_path / word) if "." in word else word for word in line.split()]
        return CliRunner().invoke(main, ["disclosure", *words])

    return run, tmp_path


def protected(table: str, out: str, more: str = "") -> str:
    return f"protect {table} --dimensions d.yaml --rules households --json {out} {more}"


def test_a_table_is_protected_and_its_audit_finds_nothing(at):
    run, folder = at

    made = run(protected("t.csv", "r.json", "--keep k.json"))
    checked = run("audit r.json --kept k.json --json a.json")

    assert made.exit_code == 0, made.output
    assert "4 niet getoond" in made.output
    assert "nog niet om te publiceren" in made.output
    assert "nog niet om te publiceren" in checked.output
    assert "met minder verlies kan het niet" in made.output
    assert checked.exit_code == 0, checked.output
    answer = json.loads((folder / "a.json").read_text())
    assert answer["safe"]
    told = [(one["release"], str(one["cells"]), one["attacker"]) for one in answer["intervals"]]
    assert len(told) == len(set(told))
    assert json.loads((folder / "k.json").read_text())["confidential"]


def test_a_careless_second_release_is_found_out(at):
    run, _ = at
    run(protected("t.csv", "r1.json", "--keep k1.json"))
    run(protected("t2.csv", "careless.json", "--keep k.json"))
    run(protected("t2.csv", "r2.json", "--earlier r1.json --kept k1.json --keep k2.json"))

    careless = run("audit r1.json careless.json --kept k1.json --kept k.json --json a.json")
    careful = run("audit r1.json r2.json --kept k1.json --kept k2.json --json b.json")

    assert careless.exit_code == 1
    assert "r1.json: b1 / x ligt tussen 3 en 3" in careless.output
    assert careful.exit_code == 0, careful.output


def test_a_correction_without_what_was_kept_is_refused(at):
    run, folder = at
    run(protected("t.csv", "r1.json"))
    run(protected("t2.csv", "careless.json"))

    made = run(protected("t2.csv", "r2.json", "--earlier r1.json"))
    checked = run("audit r1.json careless.json --json a.json")

    assert made.exit_code == checked.exit_code == 1
    assert "bewaarde deel ontbreekt" in made.output
    assert "bewaarde deel ontbreekt" in checked.output
    assert not (folder / "r2.json").exists()


def test_rules_about_a_column_that_the_table_lacks_are_refused(at):
    run, folder = at
    (folder / "e.yaml").write_text(FORM.replace("klasse", "label"))
    (folder / "e.csv").write_text(TABLE.replace("klasse", "label"))

    outcome = run("protect e.csv --dimensions e.yaml --rules dwelling_shares --json r.json")

    assert outcome.exit_code == 1
    assert "gaan over kolom klasse; de tabel heeft die niet" in outcome.output


def test_a_table_can_be_rounded_or_made_coarser_instead(at):
    run, folder = at

    rounded = run(protected("t.csv", "r.json", "--round-to 5"))
    coarse = run(protected("t.csv", "c.json", "--coarser buurt"))

    assert rounded.exit_code == coarse.exit_code == 0, rounded.output + coarse.output
    assert "0 niet getoond" in rounded.output
    cells = json.loads((folder / "c.json").read_text())["cells"]
    assert {cell["at"][0] for cell in cells} == {"w1", "w2", "stad"}


def test_of_a_rounded_table_the_audit_says_that_it_needs_what_was_kept(at):
    run, _ = at
    run(protected("t.csv", "r.json", "--round-to 5 --keep k.json"))

    without = run("audit r.json --json a.json")
    with_it = run("audit r.json --kept k.json --json a.json")

    assert "r.json is afgerond" in without.output
    assert "afgerond" not in with_it.output
    assert with_it.exit_code == 0, with_it.output


def test_nothing_is_told_before_the_answer(at):
    _, folder = at
    line = "disclosure protect t.csv --dimensions d.yaml --rules households --json r.json"

    # the solver writes past Python, so a process of its own
    made = subprocess.run(
        [sys.executable, "-c", "from drieluik.cli import main; main()", *line.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout.startswith("18 cellen")
    assert "HiGHS" not in made.stdout + made.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (protected("t.csv", "r.json").replace("households", "geheim"), "Regels 'geheim'"),
        (protected("d.yaml", "r.json"), "d.yaml"),
        (protected("t.csv", "r.json", "--coarser klasse"), "geen grotere gebieden"),
        (protected("t.csv", "r.json", "--coarser kleur"), "geen dimensie kleur"),
        (protected("t.csv", "r.json", "--keep r.json"), "hetzelfde bestand"),
        (protected("t.csv", "nergens/r.json"), "nergens is er niet"),
        (protected("t.csv", "r.json", "--keep nergens/k.json"), "nergens is er niet"),
        (protected("weg.csv", "r.json"), "weg.csv is er niet"),
        ("audit weg.json --json a.json", "weg.json is er niet"),
        ("audit . --json a.json", "is een map"),
        ("audit d.yaml --json a.json", "geen geldige JSON"),
        (protected("t.csv", "r.json", "--earlier d.yaml"), "geen geldige JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(at, line, told):
    run, folder = at

    outcome = run(line)

    assert outcome.exit_code == 1
    assert told in outcome.output
    assert not (folder / "r.json").exists()
