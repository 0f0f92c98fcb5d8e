"""A world that is laid once for all tests of a module, and taken back when the module has ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def world(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is laid inside until the end; what one test changes is taken back after it.

    For a fixture of a module that also asks for ``django_db_setup``.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
