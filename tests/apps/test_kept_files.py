"""What is kept under its hash is there whole and unchanged, or it is refused."""

import hashlib
from pathlib import Path

import pytest

from drieluik.apps import kept_files


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


def test_an_original_is_found_again_under_the_hash_of_its_bytes(folder):
    name = kept_files.keep_original(b"afspraken", ".document")

    assert name == hashlib.sha256(b"afspraken").hexdigest()
    assert kept_files.read_original(name, ".document") == b"afspraken"


def test_the_same_bytes_are_kept_once_and_nothing_else_is_left(folder):
    name = kept_files.keep_original(b"afspraken", ".document")
    kept_files.keep_original(b"afspraken", ".document")

    assert [path.name for path in folder.rglob("*") if path.is_file()] == [f"{name}.document"]


def test_a_writer_that_is_killed_leaves_no_half_original(folder, monkeypatch):
    def killed(file, content):
        file.write(content[:3])
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_files, "write_flushed", killed)
    with pytest.raises(KeyboardInterrupt):
        kept_files.keep_original(b"afspraken", ".document")

    assert list(folder.rglob("*.document")) == []


def test_an_original_that_was_changed_on_disk_is_refused(folder):
    name = kept_files.keep_original(b"afspraken", ".document")
    next(folder.rglob("*.document")).write_bytes(b"anders")

    with pytest.raises(OSError, match="changed on disk"):
        kept_files.read_original(name, ".document")


@pytest.mark.parametrize("name", ["", "../" * 21 + "a", "/etc/passwd".ljust(64, "x")])
def test_what_is_no_hash_leads_nowhere(folder, name):
    with pytest.raises(ValueError, match="not the name"):
        kept_files.read_original(name, ".document")
