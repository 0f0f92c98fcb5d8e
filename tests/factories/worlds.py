"""A world that is laid once for all tests of a module, and taken back when the module has ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
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


@contextmanager
def standing_world(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is laid inside as the product keeps it: outside any transaction, until the end.

    What selectors remember between two acts is then remembered as it is for people. For a fixture of a
    module that also asks for ``database_for_tests``, whose tests have no mark of the database and
    take back what they change.
    """
    with blocker.unblock():
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
