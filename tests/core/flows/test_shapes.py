"""The shapes in which a figure can go out: the same numbers with less detail."""

from dataclasses import replace
from datetime import date

import pytest

from drieluik.core.disclosure import (
    Dimension,
    Hierarchy,
    NoCoarser,
    SmallCounts,
    add_up,
    rule_set,
)
from drieluik.core.flows import (
    AREA,
    CLASS,
    CORPORATION,
    PUBLIC_TABLES,
    Shape,
    public_table,
    shaped,
    shapes_of,
)

CITY = Dimension(
    AREA,
    "GM1",
    (Hierarchy("cbs", {"BU1": "WK1", "BU2": "WK1", "BU3": "WK2", "WK1": "GM1", "WK2": "GM1", "?": "GM1"}),),
)  # fmt: skip
KINDS = Dimension.over(CLASS, "alle", ["met", "zonder"])
WHO = Dimension.over(CORPORATION, "alle", ["a", "b"])


def by_class():
    """Buurten by class, with some of an unknown buurt."""
    rows = [(("BU1", "met"), "a", 3.0), (("BU2", "zonder"), "b", 4.0), (("?", "met"), "a", 2.0)]
    return add_up("m", (CITY, KINDS), rows)


def by_corporation():
    return add_up("m", (WHO, KINDS), [(("a", "met"), "a", 5.0), (("b", "zonder"), "b", 4.0)])


def numbers(figures):
    return dict(zip(figures.places, figures.values.reshape(-1), strict=True))


def test_wijken_keep_what_lies_in_no_buurt_so_that_they_add_up():
    (table,) = shaped([by_class()], Shape.WIJKEN)

    found = numbers(table)
    assert {place[0] for place in found} == {"WK1", "WK2", "?", "GM1"}
    assert found["GM1", "met"] == 5 == sum(found[area, "met"] for area in ("WK1", "WK2", "?"))
    for area, parts in table.dimensions[0].sums:
        assert found[area, "alle"] == sum(found[part, "alle"] for part in parts)


def test_the_whole_municipality_is_its_line_of_the_table():
    (table,) = shaped([by_class()], Shape.MUNICIPALITY)

    assert numbers(table) == {("met",): 5, ("zonder",): 4, ("alle",): 9}
    assert set(table.parts) == {"a", "b"}


def test_beside_a_table_per_corporation_no_other_is_needed_for_the_municipality():
    assert (
        shaped([by_class(), by_corporation()], Shape.MUNICIPALITY)[0].places
        == by_corporation().places
    )


@pytest.mark.parametrize("shape", [Shape.BUURTEN, Shape.ROUNDED])
def test_other_shapes_keep_all_detail(shape):
    assert numbers(shaped([by_class()], shape)[0]) == numbers(by_class())


def test_one_number_is_no_table():
    table = add_up("m", (CITY,), [(("BU1",), "a", 3.0)])

    with pytest.raises(NoCoarser, match="één getal"):
        shaped([table], Shape.MUNICIPALITY)


def test_only_what_has_classes_can_be_of_the_whole_municipality():
    def shapes(table_id):
        table = public_table(table_id)
        return shapes_of(table, rule_set(table.rules, date(2026, 12, 1)))

    assert Shape.MUNICIPALITY in shapes("evictions")
    assert Shape.MUNICIPALITY not in shapes("sales")
    assert all(shapes(one.id)[0] is Shape.BUURTEN for one in PUBLIC_TABLES)


@pytest.mark.parametrize(("width", "can"), [(3, True), (4, True), (5, False), (8, False)])
def test_rounding_is_no_choice_where_a_rounded_nothing_would_tell_too_much(width, can):
    rules = rule_set("households", date(2026, 12, 1))
    wider = replace(rules, rules=(SmallCounts(1, 4, width),))

    assert (Shape.ROUNDED in shapes_of(public_table("lettings"), wider)) is can
