"""One engine answers every question of a process; no question sees anything of another."""

import pytest

from drieluik.core.flows.legal_values import parameters_of
from drieluik.core.indicators import TablePart, opened
from drieluik.core.indicators.delivered import _engine
from drieluik.core.tables import Period
from tests.factories.tables import typed

HALF = Period(2020, 2)


def _opened(n_rows):
    rows = typed("arrears", [{}] * n_rows)
    part = TablePart("arrears", str(HALF), "corporatie-a", "1", rows)
    return opened([part], [parameters_of(HALF)], ["arrears"], read_once=True)


def _count(connection):
    return connection.execute("SELECT count(*) FROM arrears").fetchone()[0]


def test_questions_at_the_same_time_see_their_own_rows_only():
    import duckdb

    with _opened(1) as one, _opened(2) as other:
        assert (_count(one), _count(other)) == (1, 2)
    with _opened(0) as later:
        assert _count(later) == 0
        with pytest.raises(duckdb.CatalogException):
            later.execute("SELECT * FROM lettings")


def test_an_engine_that_broke_is_not_asked_again():
    import duckdb

    before = _engine()
    with pytest.raises(duckdb.FatalException), _opened(1):
        raise duckdb.FatalException("kapot")

    assert _engine() is not before
    with _opened(1) as after:
        assert _count(after) == 1
