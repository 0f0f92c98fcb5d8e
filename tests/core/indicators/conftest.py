import pytest

from drieluik.core.flows import parameters_of
from drieluik.core.tables import Period


@pytest.fixture(scope="session")
def first_half():
    return parameters_of(Period(2020, 1))
