"""Days without meetings are supplied with their source, never made up."""

from datetime import date

import pytest

from drieluik.core.cycle import FreePeriod, RuleFileError, read_free_periods

GOOD = """\
source: {law: Verzonnen}
checked: {by: test, date: 2026-01-01}
periods:
- {name_nl: meivakantie, first: 2026-04-25, last: 2026-05-03}
"""


def test_a_period_is_half_open_inside():
    assert read_free_periods(GOOD) == (
        FreePeriod("meivakantie", date(2026, 4, 25), date(2026, 5, 4)),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("last: 2026-05-03", "last: 2026-04-01", "eindigt voor het begin"),
        ("last: 2026-05-03", "last: morgen", "geen datum"),
        ("source: {law: Verzonnen}\n", "", "mist"),
        ("- {name_nl", "  een: {name_nl", "geen lijst"),
        ("name_nl: meivakantie", "naam: meivakantie", "onbekende sleutel"),
    ],
)
def test_a_file_that_breaks_its_form_is_refused(old, new, words):
    assert old in GOOD
    with pytest.raises(RuleFileError, match=words):
        read_free_periods(GOOD.replace(old, new), "vakanties.yaml")
