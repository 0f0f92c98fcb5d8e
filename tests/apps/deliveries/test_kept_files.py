"""What is kept on disk is what was handed in, or it is refused."""

import shutil

import pytest

from drieluik.apps.deliveries import kept_files
from tests.factories.deliveries import make_tables


@pytest.fixture
def kept(settings, tmp_path) -> str:
    """A set of tables, kept in a folder of its own."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return kept_files.keep_tables(make_tables())


def test_kept_tables_are_found_again(kept):
    assert set(kept_files.table_paths(kept)) == set(make_tables())
    assert kept_files.keep_tables(make_tables()) == kept


def test_no_set_has_no_tables():
    assert kept_files.table_paths("") == {}


def test_tables_that_were_changed_on_disk_are_refused_even_after_they_were_read(kept):
    path = kept_files.table_paths(kept)["dwellings"]
    path.write_bytes(path.read_bytes() + b"more")

    with pytest.raises(OSError, match="changed on disk"):
        kept_files.table_paths(kept)


def test_a_set_with_a_table_less_is_refused(kept):
    kept_files.table_paths(kept)["sales"].unlink()

    with pytest.raises(OSError, match="changed on disk"):
        kept_files.table_paths(kept)


def test_a_set_that_is_gone_is_refused(kept):
    shutil.rmtree(kept_files.table_paths(kept)["sales"].parent)

    with pytest.raises(OSError, match="changed on disk"):
        kept_files.table_paths(kept)


def test_a_set_is_read_once_as_long_as_it_is_the_same(kept, monkeypatch):
    first = kept_files.table_paths(kept)
    monkeypatch.setattr(kept_files, "content_hash", lambda content: "read again")

    assert kept_files.table_paths(kept) == first
