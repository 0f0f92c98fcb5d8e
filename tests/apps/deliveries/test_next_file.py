"""What a next file says of each finding: new, still there or solved, and reasons given before."""

from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.models import Delivery
from drieluik.apps.deliveries.same_findings import with_identity
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.deliveries import (
    NOW,
    confirm_all,
    make_checked,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _workbook(*, wrong=(), n_dwellings=4, first_row=3):
    """A workbook in which the rent of some dwellings lies below what is possible."""
    tables = make_tables(n_dwellings=n_dwellings)
    names = [f"W{n:05d}" for n in wrong]
    tables["dwellings"] = tables["dwellings"].with_columns(
        sheet_row=pl.int_range(pl.len(), dtype=pl.Int64) + first_row,
        net_rent=pl.when(pl.col("dwelling_id").is_in(names)).then(-5.0).otherwise("net_rent"),
        net_rent__missing=pl.when(pl.col("dwelling_id").is_in(names))
        .then(None)
        .otherwise("net_rent__missing"),
    )
    return make_workbook(tables=tables)


def _handed_in(content):
    """Hand in a next file, knowing of the one before."""
    rows = Delivery.objects.filter(state__in=Delivery.STANDING)
    return make_checked(content, seen=rows.values_list("id", flat=True).first())


def _compared(delivery):
    return selectors.compare(delivery, selectors.list_siblings(delivery))


def _counts(delivery):
    one = _compared(delivery)
    return one.before.number, one.n_new, one.n_still, one.n_solved, one.n_unseen


def _since(delivery, rule="workbooks.below_range"):
    return dict(delivery.findings.filter(rule=rule).values_list("cell", "since"))


def test_a_first_file_is_compared_with_nothing():
    assert _compared(_handed_in(_workbook(wrong=[3]))) is None


def test_each_finding_is_new_still_there_or_solved():
    first = _handed_in(_workbook(wrong=[3, 4]))
    n_soft = first.findings.exclude(rule="workbooks.below_range").count()

    second = _handed_in(_workbook(wrong=[4, 5]))
    third = _handed_in(_workbook(wrong=[5, 6]))

    assert _counts(second) == (1, 1, n_soft + 1, 1, 0)
    assert sorted(_since(second).values()) == [1, 2]
    assert _counts(third) == (2, 1, n_soft + 1, 1, 0)
    assert sorted(_since(third).values()) == [2, 3]


def test_a_row_is_recognised_when_it_moves():
    _handed_in(_workbook(wrong=[6]))
    tables = make_tables(n_dwellings=4)
    tables["dwellings"] = tables["dwellings"].reverse()
    moved = tables["dwellings"].with_columns(
        net_rent=pl.when(pl.col("dwelling_id") == "W00006").then(-9.0).otherwise("net_rent"),
        net_rent__missing=pl.when(pl.col("dwelling_id") == "W00006")
        .then(None)
        .otherwise("net_rent__missing"),
    )

    second = _handed_in(make_workbook(tables=tables | {"dwellings": moved}))

    assert list(_since(second).values()) == [1], "another row and another wrong value, still wrong"
    assert _compared(second).n_solved == 0


def test_what_could_not_be_looked_at_is_not_called_solved():
    first = _handed_in(_workbook(wrong=[3, 4]))
    content = _without_header(_workbook())

    second = _handed_in(content)

    _, _, _, n_solved, n_unseen = _counts(second)
    of_sheet = first.findings.filter(sheet="Woningen").count()
    assert (n_solved, n_unseen) == (0, of_sheet)


def _without_header(content):
    book = load_workbook(BytesIO(content))
    sheet = book["Woningen"]
    for row in sheet.iter_rows(max_row=3):
        for cell in row:
            if cell.value == "VHE-nummer":
                cell.value = "Iets anders"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_reasons_given_before_are_taken_over_for_what_says_the_very_same():
    first = _handed_in(_workbook())
    confirm_all(first, reason="Er waren er geen.")
    n = first.findings.exclude(confirmed_at=None).count()
    second = _handed_in(_workbook(n_dwellings=5))
    editor = make_actor("editor")

    taken = services.take_over_reasons(delivery_id=second.id, actor=editor, now=NOW)

    second.refresh_from_db()
    assert (taken, second.n_to_confirm) == (n, 0)
    rows = second.findings.exclude(confirmed_at=None)
    assert set(rows.values_list("reason", "confirmed_by_id")) == {
        ("Er waren er geen.", editor.user_id)
    }
    assert n_events("delivery.findings_confirmed") == 2


def test_a_reason_is_not_taken_over_for_another_value():
    confirm_all(_handed_in(_workbook()))
    second = _handed_in(_workbook(n_dwellings=5))
    second.findings.filter(severity="confirm").update(says="iets anders")

    said = refused(
        lambda: services.take_over_reasons(
            delivery_id=second.id, actor=make_actor("editor"), now=NOW
        )
    )

    assert said == "Er zijn geen redenen om over te nemen uit een eerder bestand."


def test_reasons_of_an_older_file_are_offered_as_well_the_last_one_given_first():
    confirm_all(_handed_in(_workbook()), reason="Eerst.")
    second = _handed_in(_workbook(n_dwellings=5))
    one = second.findings.filter(severity="confirm").first()
    services.confirm_findings(
        delivery_id=second.id,
        numbers=[one.number],
        reason="Later.",
        actor=make_actor("editor"),
        now=NOW,
    )
    n = second.findings.filter(severity="confirm").count()

    third = _handed_in(_workbook(n_dwellings=6))

    offered = {row.reason: row.n for row in _compared(third).reasons}
    assert offered == {"Eerst.": n - 1, "Later.": 1}


def test_of_a_row_that_stands_there_three_times_one_is_solved_when_one_is_taken_out():
    def content(ids):
        tables = make_tables(n_dwellings=len(ids))
        codes = pl.Series([f"W{one}" for one in ids])
        tables["dwellings"] = tables["dwellings"].with_columns(dwelling_id=codes)
        return make_workbook(tables=tables)

    first = _handed_in(content([1, 1, 1, 2]))
    second = _handed_in(content([1, 1, 2, 3]))

    twice = "workbooks.key_twice"
    n_before, n_now = (row.findings.filter(rule=twice).count() for row in (first, second))
    assert (n_before, n_now) == (2, 1)
    compared = _compared(second)
    assert (compared.n_solved, compared.n_new) == (1, 0)


def test_findings_about_all_rows_of_two_municipalities_are_two_findings():
    about = {"row": None, "cell": "A:A", "value": None, "rule": "plausibility.a"}
    found = pl.DataFrame(
        [
            about
            | {"sheet": "Woningen", "column": "Huur", "row_key": code, "facts": '{"check": "x"}'}
            for code in ("GM9001", "GM9002", "GM9001")
        ],
        infer_schema_length=None,
    )

    first, second, again = with_identity(found)["identity"]

    assert len({first, second, again}) == 3
    assert with_identity(found[:1])["identity"][0] == first


def test_only_the_corporation_itself_takes_reasons_over_and_only_before_signing():
    confirm_all(_handed_in(_workbook()))
    second = _handed_in(_workbook(n_dwellings=5))
    other = make_actor("editor", party=make_party(code="corporatie-b"))
    with pytest.raises(NotAllowed):
        services.take_over_reasons(delivery_id=second.id, actor=other, now=NOW)

    confirm_all(second)
    services.sign_delivery(delivery_id=second.id, actor=make_actor("controller"), now=NOW)

    with pytest.raises(WrongState):
        services.take_over_reasons(delivery_id=second.id, actor=make_actor("editor"), now=NOW)


def test_the_page_tells_what_became_of_the_findings(client):
    confirm_all(_handed_in(_workbook(wrong=[3, 4])))
    second = _handed_in(_workbook(wrong=[4, 5]))
    sign_in(client, make_actor("editor"))
    page = f"/aanleveringen/{second.id}/"

    shown = client.get(page).text
    solved = client.get(f"{page}bevindingen/?vergeleken=opgelost").text
    new = client.get(f"{page}bevindingen/?vergeleken=nieuw").text
    client.post(f"{page}redenen-overnemen/", {"version": second.version})

    assert "Vergeleken met bestand 1:" in shown
    assert ("1 opgelost" in shown, "1 nieuw" in shown) == (True, True)
    assert "Redenen die u al gaf" in shown
    assert ("1 bevinding" in solved, "opgelost in dit bestand" in solved) == (True, True)
    assert "1 bevinding" in new
    second.refresh_from_db()
    assert second.n_to_confirm == 0


def test_the_api_tells_and_takes_over_the_same(client):
    confirm_all(_handed_in(_workbook(wrong=[3, 4])))
    second = _handed_in(_workbook(wrong=[4, 5]))
    sign_in(client, make_actor("editor"))
    address = f"/api/v1/aanleveringen/{second.id}"

    told = client.get(address).json()["vergelijking"]
    solved = client.get(f"{address}/bevindingen?vergeleken=opgelost").json()
    taken = client.post(f"{address}/overgenomen-redenen", {"versie": second.version}).json()

    assert (told["bestand"], told["nieuw"], told["opgelost"]) == (1, 1, 1)
    assert [one["sinds_bestand"] for one in solved["items"]] == [1]
    assert taken == {"bevestigd": told["redenen"], "te_bevestigen": 0}
