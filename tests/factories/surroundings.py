"""Settings under which web tests run: files in a passing place, passwords quick, mail kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings


@contextmanager
def surroundings(place: Path, **more: object) -> Iterator[None]:
    """Use these settings; static files are read from where they are, so none need collecting."""
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
        **more,
    ):
        yield
