"""A worker that is killed half-way leaves nothing half stored; the next one finishes its work."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django_tasks_db.models import DBTaskResult

from drieluik.core.tables import TABLES
from drieluik.jobs.requeue import alive, requeue_abandoned
from tests.factories.deliveries import open_round, upload
from tests.factories.organisations import make_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


_ROOT = Path(__file__).resolve().parents[2]
_HAND_IN = """
import django
django.setup()
from tests.factories.deliveries import make_workbook, open_round, upload
from tests.factories.organisations import make_actor
make_actor("editor")
open_round()
upload(make_workbook(n_dwellings=20_000))
"""
_HAND_IN_DOCUMENT = """
import django
django.setup()
from drieluik.apps.agreements.services import upload_document
from tests.factories.agreements import NOW
from tests.factories.organisations import make_actor, make_municipality, make_party
place = make_municipality()
party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
lines = [
    line
    for theme in range(1, 61)
    for line in (
        f"{theme}. Thema {theme}",
        "",
        "Prestatieafspraken",
        "",
        *(f"{theme}.{n} Overleg {n}: Partijen overleggen {n} keer." for n in range(1, 100)),
        "",
    )
]
upload_document(
    municipality_id=place.id,
    content="\\n".join(lines).encode(),
    file_name="afspraken.txt",
    actor=make_actor("editor", party=party),
    now=NOW,
)
"""


class Place:
    """A database and files of their own, for processes of their own."""

    def __init__(self, var: Path, url: str, ask) -> None:
        self.ask = ask
        self._environment = os.environ | {
            "DATABASE_URL": url,
            "DRIELUIK_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "drieluik.config.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=_ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *arguments: str) -> None:
        assert self.start(*arguments).wait(timeout=180) == 0

    def start_worker(self) -> "subprocess.Popen[bytes]":
        return self.start("manage.py", "work", "--until-empty", "--interval", "0.1")


@pytest.fixture
def place(tmp_path: Path, migrated: Path) -> Place:
    """The test database where other processes can reach it, else a new file."""
    if connection.vendor == "sqlite":
        file = tmp_path / "drieluik.sqlite3"
        shutil.copy(migrated, file)
        return Place(tmp_path, f"sqlite:///{file}", lambda sql: _ask_sqlite(file, sql))
    parts = connection.settings_dict
    who = f"{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}"
    return Place(tmp_path, f"postgres://{who}/{parts['NAME']}", _ask_here)


def _ask_sqlite(file: Path, sql: str) -> object:
    with closing(sqlite3.connect(file, timeout=20)) as opened:
        return opened.execute(sql).fetchone()[0]


def _ask_here(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _wait_until(is_true, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


_STATE = "SELECT state FROM deliveries_delivery"
_FINDINGS = "SELECT count(*) FROM deliveries_deliveryfinding"
_TASK = f"SELECT status FROM {DBTaskResult._meta.db_table}"


def test_kill_9_during_the_check_leaves_nothing_half_and_the_next_worker_finishes(place):
    place.run("-c", _HAND_IN)
    worker = place.start_worker()
    _wait_until(lambda: place.ask(_STATE) == "checking")

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    killed = (place.ask(_STATE), place.ask(_FINDINGS), place.ask(_TASK))
    second_worker = place.start_worker().wait(timeout=180)

    assert killed == ("checking", 0, "RUNNING")
    assert second_worker == 0
    assert place.ask(_STATE) == "checked"
    # every sheet but the dwellings is empty
    assert place.ask(_FINDINGS) == len(TABLES) - 1
    assert place.ask(_TASK) == "SUCCESSFUL"


def test_a_worker_that_goes_on_stands_back_for_whoever_waits_for_a_page(place):
    worker = place.start("manage.py", "work", "--interval", "0.1")
    try:
        own = os.getpriority(os.PRIO_PROCESS, 0)
        _wait_until(lambda: os.getpriority(os.PRIO_PROCESS, worker.pid) == min(own + 10, 19))
    finally:
        worker.kill()
        worker.wait()


_IMPORT = "SELECT {} FROM agreements_import"


def test_kill_9_during_the_reading_of_a_document_stores_nothing_and_the_next_worker_reads_it(place):
    place.run("-c", _HAND_IN_DOCUMENT)
    worker = place.start_worker()
    _wait_until(lambda: place.ask(_TASK) == "RUNNING")

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    outline = place.ask(_IMPORT.format("outline"))
    killed = (place.ask(_IMPORT.format("state")), len(outline), place.ask(_TASK))
    second_worker = place.start_worker().wait(timeout=180)

    assert killed == ("reading", len("{}"), "RUNNING")
    assert second_worker == 0
    assert place.ask(_IMPORT.format("state")) == "read"
    assert "60.99" in place.ask(_IMPORT.format("outline"))
    assert place.ask(_TASK) == "SUCCESSFUL"


def test_a_task_of_a_living_worker_is_left_alone_and_of_a_dead_one_taken_up():
    make_actor("editor")
    open_round()
    upload()
    held = _hold_a_sign_of_life("levend")
    try:
        DBTaskResult.objects.update(status="RUNNING", worker_ids=["levend"])
        while_alive = requeue_abandoned()
    finally:
        held.kill()
        held.wait()

    assert while_alive == 0
    assert requeue_abandoned() == 1
    assert DBTaskResult.objects.get().status == "READY"


def _hold_a_sign_of_life(name: str) -> "subprocess.Popen[bytes]":
    """Another process that shows it lives, until it is killed."""
    place = Path(default_storage.path(f"workers/{name}"))
    place.parent.mkdir(parents=True, exist_ok=True)
    script = (
        "import fcntl, sys, time\n"
        "file = open(sys.argv[1], 'w')\n"
        "fcntl.lockf(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(600)\n"
    )
    held = subprocess.Popen([sys.executable, "-c", script, str(place)], stdout=subprocess.PIPE)
    held.stdout.readline()
    held.stdout.close()
    return held


def test_the_sign_of_life_is_gone_when_the_worker_stops():
    with alive("werker"):
        assert Path(default_storage.path("workers/werker")).exists()

    assert not Path(default_storage.path("workers/werker")).exists()
