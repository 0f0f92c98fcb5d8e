"""A stamp survives being cut into document properties, wherever the cut falls."""

from datetime import date

import pytest

from drieluik.core.tables import Period
from drieluik.core.workbooks import WorkbookStamp, contract_versions
from drieluik.core.workbooks.stamp import stamp_properties, stamp_text_from_properties


@pytest.mark.parametrize("length", range(1, 60))
def test_a_cut_at_a_space_loses_nothing(length):
    stamp = WorkbookStamp(
        "x" * length, "Stichting Wonen", Period(2020, 1), ("GM0153",), contract_versions(),
        date(2020, 7, 1),
    )  # fmt: skip

    stripped = {name: piece.strip() for name, piece in stamp_properties(stamp).items()}

    assert stamp_text_from_properties(stripped) == stamp.as_text()
