"""What every test may ask for."""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.migrated import copy_into, migrated_database, migrated_file

# a busy machine is no fault of what is tested: how long one example takes says nothing
hypothesis.settings.register_profile("drieluik", deadline=None)
hypothesis.settings.load_profile("drieluik")

_NAME_OUTSIDE_TESTS = settings.DATABASES["default"]["NAME"]
_SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_finish() -> None:
    """Let the collector pass by what lives as long as the run: a fifth of all time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long: one at the end would keep one worker busy, not all."""
    takes_long = {
        item.path
        for item in items
        if item.get_closest_marker("slow") or item.get_closest_marker("browser")
    }
    items.sort(key=lambda item: item.path not in takes_long)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with published input beside the checkout; tests without it are skipped."""
    if not _SHARED.is_dir():
        pytest.skip("the folder shared/ with published input is not beside this checkout")
    return _SHARED


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A SQLite file with every migration applied, to be copied."""
    return migrated_file()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A passing folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> Iterator[None]:
    """Let tests begin with a copy of a migrated database; then no migration is left."""
    if connection.vendor != "sqlite":
        template = migrated_database(os.environ["DATABASE_URL"])
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    name = f"file:drieluik_{worker}?mode=memory&cache=shared"
    connection.settings_dict["TEST"]["NAME"] = name
    # a database in memory lives as long as a connection to it
    with closing(sqlite3.connect(name, uri=True)) as kept_open:
        copy_into(request.getfixturevalue("migrated"), kept_open)
        yield


@pytest.fixture(scope="session")
def database_for_tests(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for tests, also when only tests without a mark of the database were chosen.

    pytest-django makes it for tests with a mark that gives each test a clean database; tests that
    share a standing world carry no such mark.
    """
    there_already = connection.settings_dict["NAME"] != _NAME_OUTSIDE_TESTS
    with django_db_blocker.unblock():
        made = [] if there_already else setup_databases(0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, 0)


@pytest.fixture
def quiet_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day with nothing near in the year of the law, whenever the tests run."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 20, 8, 0, tzinfo=UTC))
