"""The small city of ``city``, laid once in a run and put back for every module that asks for it.

Laying it takes ten seconds, and seven modules want it as new. Its rows and files are copied
as they are, so whatever a module does to its own city is no other's business.
"""

import fcntl
import pickle
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection

from drieluik.apps.audit import remembering
from tests.factories.city import City, make_city
from tests.factories.migrated import copy_into


def lay_city(folder: Path) -> City:
    """Lay the city in the empty database for tests, outside any transaction.

    Args:
        folder: Where this run keeps it for all its workers.
    """
    if connection.vendor != "sqlite":
        # one module there wants it, once
        return make_city()
    with (folder / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "city").exists():
            city = make_city()
            _keep(city, folder / "making")
            (folder / "making").rename(folder / "city")
            return city
    return _put_back(folder / "city")


def _keep(city: City, folder: Path) -> None:
    # what a worker left that broke off
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with closing(sqlite3.connect(folder / "rows.sqlite3")) as rows:
        connection.connection.backup(rows)
    shutil.copytree(default_storage.location, folder / "files")
    (folder / "names.pickle").write_bytes(pickle.dumps(city))


def _put_back(folder: Path) -> City:
    connection.ensure_connection()
    copy_into(folder / "rows.sqlite3", connection.connection)
    # the numbers of kinds of rows came with it
    ContentType.objects.clear_cache()
    # every copy ends with the same event, so that answers about an earlier one would count for it
    remembering._kept.clear()
    shutil.copytree(folder / "files", default_storage.location, dirs_exist_ok=True)
    city: City = pickle.loads((folder / "names.pickle").read_bytes())
    return city
