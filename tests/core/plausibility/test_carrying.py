"""What was there, came and left must add up to what is there, one by one."""

from drieluik.core.plausibility import doubts_about_stock
from drieluik.core.plausibility.carrying import _not_closing
from drieluik.core.tables import CarriedOver, Movement
from drieluik.core.tables import table as contract
from tests.factories.tables import table, unstamped

RULE = CarriedOver(
    "closes", "het bezit sluit aan", "dwelling_id",
    came=(Movement("lettings", "dwelling_id", "income_group", "LAAG"),),
    left=(Movement("sales", "dwelling_id"),),
    fixed=(),
)  # fmt: skip


def _drawn(table_id, text):
    return unstamped(table(table_id, text))


def _stock(*ids):
    return _drawn("dwellings", "dwelling_id\n" + "\n".join(ids))


def _said(doubts):
    return [(doubt.rule, doubt.row, doubt.value) for doubt in doubts]


def test_a_stock_that_closes_raises_no_doubt():
    now = {"dwellings": _stock("1", "3"), "sales": _drawn("sales", "dwelling_id\n2")}

    assert list(doubts_about_stock(now, {"dwellings": _stock("1", "2", "3")})) == []


def test_dwellings_that_vanished_are_told_once_with_the_balance_and_examples():
    now = {"dwellings": _stock("1"), "sales": _drawn("sales", "dwelling_id\n2")}
    before = {"dwellings": _stock("1", "2", "3", "4", "5", "6", "7", "8")}

    (doubt,) = doubts_about_stock(now, before)

    assert (doubt.rule, doubt.column, doubt.row) == ("vanished", "dwelling_id", None)
    assert doubt.facts == {
        "before": "8", "came": "0", "left": "1", "now": "1", "n": "6",
        "examples": "3, 4, 5, 6, 7 en andere",
    }  # fmt: skip


def test_nobody_is_asked_where_dwellings_went_when_no_table_tells_what_left():
    assert (
        list(doubts_about_stock({"dwellings": _stock("1")}, {"dwellings": _stock("1", "2")})) == []
    )


def test_a_dwelling_that_is_sold_and_still_there_is_asked_about_at_its_cell():
    now = {"dwellings": _stock("1", "2"), "sales": _drawn("sales", "dwelling_id\n2")}

    assert _said(doubts_about_stock(now, {"dwellings": _stock("1", "2")})) == [
        ("left_and_here", 3, "2")
    ]


def test_a_dwelling_that_appeared_is_asked_about_unless_a_row_of_the_right_kind_tells_it_came():
    came = _drawn("lettings", "dwelling_id | income_group\n2 | LAAG\n3 | HOOG")
    now = {"dwellings": _stock("1", "2", "3"), "lettings": came}

    doubts = _not_closing(contract("dwellings"), RULE, now, _stock("1"))

    assert _said(doubts) == [("appeared", 4, "3")]


def test_what_left_and_came_again_is_rightly_there():
    moved = _drawn("stock_changes", "dwelling_id | direction | reason\n2 | AF | SPL\n2 | BIJ | SPL")
    now = {"dwellings": _stock("1", "2"), "stock_changes": moved}

    assert list(doubts_about_stock(now, {"dwellings": _stock("1", "2")})) == []


def _moves(*rows):
    return _drawn("stock_changes", "dwelling_id | direction\n" + "\n".join(rows))


def _told(now, before):
    return [(doubt.rule, doubt.table, doubt.row, doubt.value)
            for doubt in doubts_about_stock(now, {"dwellings": before})]  # fmt: skip


def test_one_that_came_and_is_not_there_is_asked_about_at_the_row_that_says_it_came():
    now = {"dwellings": _stock("1"), "stock_changes": _moves("1 | AF", "1 | BIJ", "2 | BIJ")}

    assert _told(now, _stock("1")) == [("came_not_here", "stock_changes", 4, "2")]


def test_one_that_left_and_never_was_there_is_asked_about_at_the_row_that_says_it_left():
    now = {"dwellings": _stock("1"), "stock_changes": _moves("2 | AF", "3 | AF", "3 | BIJ")}

    assert _told(now, _stock("1")) == [("left_never_here", "stock_changes", 2, "2")]


def test_one_that_came_and_was_there_already_is_asked_about_at_the_row_that_says_it_came():
    now = {"dwellings": _stock("1", "2"), "stock_changes": _moves("2 | BIJ")}

    assert _told(now, _stock("1", "2")) == [("came_already_there", "stock_changes", 2, "2")]


def test_a_sale_of_what_never_was_there_is_asked_about_once_where_it_is_told_first():
    sold = _drawn("sales", "dwelling_id\n2\n3")
    now = {"dwellings": _stock("1"), "stock_changes": _moves("2 | AF"), "sales": sold}

    assert _told(now, _stock("1")) == [
        ("left_never_here", "stock_changes", 2, "2"),
        ("left_never_here", "sales", 3, "3"),
    ]


def test_nobody_is_asked_whence_a_sold_dwelling_was_when_no_table_tells_what_came():
    now = {"dwellings": _stock("1"), "sales": _drawn("sales", "dwelling_id\n2")}

    assert _told(now, _stock("1")) == []


def test_one_that_came_does_not_hide_one_that_vanished():
    now = {
        "dwellings": _stock("1", "3"),
        "sales": _drawn("sales", "dwelling_id\n9"),
        "lettings": _drawn("lettings", "dwelling_id | income_group\n3 | LAAG"),
    }

    doubts = _not_closing(contract("dwellings"), RULE, now, _stock("1", "2", "9"))

    assert _said(doubts) == [("vanished", None, None)]


def test_a_place_or_type_that_changed_is_asked_about_with_what_stood_there():
    drawn = "dwelling_id | buurt_code | dwelling_type\n"
    before = {"dwellings": _drawn("dwellings", drawn + "1 | BU01530001 | APP\n2 | onbekend | GRO")}
    now = {"dwellings": _drawn("dwellings", drawn + "1 | BU01530002 | KAM\n2 | BU01530002 | GRO")}

    doubts = list(doubts_about_stock(now, before))

    assert [(d.rule, d.column, d.row, d.value, d.facts["before"]) for d in doubts] == [
        ("changed_silently", "buurt_code", 2, "BU01530002", "BU01530001"),
        ("changed_silently", "dwelling_type", 2, "KAM", "APP"),
    ]
