"""A figure that an edition does not hold any more is named, and its number is not repeated."""

import pytest

from drieluik.apps.reporting.differing import differences

ROW = {
    "indicator": "evictions",
    "periode": "2020-1",
    "corporatie": "corporatie-a",
    "onderdeel": "all",
    "waarde": 21.0,
}


def held(*rows):
    return {"lichten": [], "cijfers": list(rows)}


def told(then, now):
    return [one.told({"corporatie-a": "Corporatie A"}) for one in differences(then, now)]


def test_what_is_gone_is_named_without_its_number():
    found = told(held(ROW), held())

    assert found == [
        (
            "Huisuitzettingen, 2020-1, Corporatie A",
            "hier niet herhaald",
            "niet in deze editie",
        )
    ]


@pytest.mark.parametrize("value", [22.0, None])
def test_what_is_otherwise_is_told_with_both(value):
    ((_about, then, now),) = told(held(ROW), held(ROW | {"waarde": value}))

    assert "21" in then
    assert ("22" in now) == (value is not None)


def test_what_is_new_is_told_as_not_known_before():
    ((_about, then, now),) = told(held(), held(ROW))

    assert then == "onbekend"
    assert "21" in now
