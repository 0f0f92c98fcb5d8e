"""What goes on beside readers: a workbook being imported and a publication being protected.

Both again and again, by two workers of the product, until the block ends.
"""

import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drieluik.example.story import DeliveryStep

PERIOD = "2019-1"
"""A half-year of the example of which nothing is public yet."""
_PATIENCE_S = 300


@dataclass
class Done:
    """How often each came to its end, and what went wrong."""

    imports: int = 0
    releases: int = 0
    fault: str = ""


@contextmanager
def at_work() -> Iterator[Done]:
    """Import and protect until the block ends; then let both come to their end.

    Raises:
        RuntimeError: One of them broke off.
    """
    done, over = Done(), threading.Event()
    handed_in()
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "django", "work", "--interval", "0.2", "-v", "0"],
            stdout=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    threads = [
        threading.Thread(target=_again, args=(act, over, done)) for act in (_import, _release)
    ]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()
        for worker in workers:
            worker.terminate()
            worker.wait()
    if done.fault:
        raise RuntimeError(done.fault)


@cache
def handed_in() -> "tuple[DeliveryStep, bytes]":
    """Return the newest workbook of a large corporation; made once, for its maker is elsewhere."""
    from drieluik.example.story import DeliveryState, delivery_steps
    from drieluik.example.workbooks import story_workbook

    step = [
        one
        for one in delivery_steps()
        if one.party == "domijn" and one.state is not DeliveryState.MISSING
    ][-1]
    return step, story_workbook(step)


def _again(act: Callable[[Done], None], over: threading.Event, done: Done) -> None:
    from django.db import connection

    try:
        while not over.is_set():
            act(done)
    except Exception as fault:
        done.fault = f"{act.__name__}: {fault!r}"
    finally:
        connection.close()


def _import(done: Done) -> None:
    from django.utils import timezone

    from drieluik.apps.deliveries.selectors import list_deliveries
    from drieluik.apps.deliveries.services import HandedIn, upload_delivery
    from drieluik.apps.organisations.selectors import find_own_party
    from drieluik.example.seeding.people import actor

    step, workbook = handed_in()
    by = actor(step.party, "controller", timezone.localdate())
    party = find_own_party(code=step.party, actor=by)
    if party is None:
        raise LookupError(step.party)
    newest = next(iter(list_deliveries(party_id=party.id, period=step.period)), None)
    outcome = upload_delivery(
        party_id=party.id,
        period=step.period,
        file=HandedIn("bench.xlsx", _other_bytes(workbook)),
        actor=by,
        now=timezone.now(),
        seen=newest.id if newest else None,
    )

    def is_checked() -> bool:
        row = next(
            each
            for each in list_deliveries(party_id=party.id, period=step.period)
            if each.id == outcome.delivery_id
        )
        return row.checked_at is not None

    _wait_until(is_checked)
    done.imports += 1


def _other_bytes(workbook: bytes) -> bytes:
    """Return the same workbook as other bytes: the very same would not be taken in again."""
    stream = io.BytesIO(workbook)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = str(time.time_ns()).encode()
    return stream.getvalue()


def _release(done: Done) -> None:
    from django.utils import timezone

    from drieluik.apps.organisations.selectors import find_municipality_id
    from drieluik.apps.releases import services
    from drieluik.core.flows import PUBLIC_TABLES
    from drieluik.example.places import CITY
    from drieluik.example.seeding.people import MUNICIPALITY, actor

    by = actor(MUNICIPALITY, "steward", timezone.localdate())
    row = services.prepare_publication(
        municipality_id=find_municipality_id(code=CITY.code) or 0,
        wanted=services.Wanted(PERIOD, [one.id for one in PUBLIC_TABLES]),
        actor=by,
        now=timezone.now(),
    )

    def is_prepared() -> bool:
        row.refresh_from_db()
        return row.state == row.State.PREPARED

    _wait_until(is_prepared)
    services.drop(publication_id=row.id, reason="bench", actor=by, now=timezone.now())
    done.releases += 1


def _wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.5)
