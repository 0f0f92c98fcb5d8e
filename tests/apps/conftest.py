"""The settings under which these tests run."""

from collections.abc import Iterator

import pytest

from tests.factories.surroundings import surroundings


@pytest.fixture(autouse=True, scope="session")
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with surroundings(tmp_path_factory.mktemp("var")):
        yield
