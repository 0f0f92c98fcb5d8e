"""Puts tasks back in the queue that were left running by a worker that is no more.

Every worker holds a lock on a file with its name for as long as it lives. The operating system
lets go of the lock when the process ends, however it ends, so a file that is gone or whose lock
can be taken tells for certain that the worker is gone. Workers share the folder of kept files.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def new_worker_name() -> str:
    """Return a name that no other worker has."""
    return uuid4().hex


@contextmanager
def alive(worker_name: str) -> Iterator[None]:
    """Show that a worker lives, for as long as the block runs."""
    place = _sign_of_life(worker_name)
    place.parent.mkdir(parents=True, exist_ok=True)
    file = _locked(place)
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
        file.close()


def _locked(place: Path) -> IO[str]:
    while True:
        file = place.open("w")
        # a record lock, for those do not pass to the processes that a check starts
        fcntl.lockf(file, fcntl.LOCK_EX)
        if place.exists() and os.path.samestat(place.stat(), os.fstat(file.fileno())):
            return file
        # another worker tidied the file up between making and locking it
        file.close()


@transaction.atomic
def requeue_abandoned() -> int:
    """Make tasks ready again whose worker is gone; returns how many.

    Changes:
        The status of those tasks to ready; signs of workers that are gone are removed.
    """
    rows = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING)
    abandoned = [row for row in rows if not (row.worker_ids and _is_alive(row.worker_ids[-1]))]
    for row in abandoned:
        row.status, row.started_at = TaskResultStatus.READY, None
        row.save(update_fields=["status", "started_at"])
    transaction.on_commit(_tidy_up)
    return len(abandoned)


def _is_alive(worker_name: str) -> bool:
    place = _sign_of_life(worker_name)
    if not place.exists():
        return False
    with place.open("a") as file:
        return not _takes_lock(file)


def _tidy_up() -> None:
    folder = _sign_of_life("x").parent
    if folder.is_dir():
        for place in folder.iterdir():
            with place.open("a") as file:
                if _takes_lock(file):
                    # still held: a worker that starts now sees that the file it locks is gone
                    place.unlink(missing_ok=True)


def _takes_lock(file: IO[str]) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sign_of_life(worker_name: str) -> Path:
    return Path(default_storage.path(f"workers/{Path(worker_name).name}"))
