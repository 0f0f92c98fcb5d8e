"""Settings under which web tests run: files in a passing place, passwords quick, mail kept.

Tables are emptied after a test, also those whose rows the product keeps for ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings

from tests.factories.kept_rows import EmptyingOperations, EmptyingPostgresOperations


@contextmanager
def surroundings(place: Path) -> Iterator[None]:
    """Use these settings; static files are read from where they are, so none need collecting."""
    # other threads get connections of their own, so the class is told as well
    DatabaseWrapper.ops_class = EmptyingOperations
    PostgresWrapper.ops_class = EmptyingPostgresOperations
    operations = EmptyingPostgresOperations
    if connection.vendor == "sqlite":
        operations = EmptyingOperations
    connection.ops = operations(connection)
    (place / "static").mkdir()
    with override_settings(
        STATIC_ROOT=place / "static",
        STORAGES={
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": place / "files"},
            },
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        yield
