"""Does one act after the other, each first in processes that are killed somewhere on the way.

    python -m tests.jobs.killing 2020 3 4 told.json

Comes in: a database of its own, a folder of its own; a seed, how many rounds, how many kills per
act, and a file to tell in. After each kill the database must hold what it held before, or all of
the act; a half ends this program with a message. Goes out: how the kills ended, per act.

A process is killed by itself, at some time that it asks the database or touches a file; or by its
parent after a random time, so that a commit under way is hit as well. The first round is the first
delivery, the second a correction that nobody kills: by as many rows must every later one grow.
The parent never touches a table itself: a thread that a library started would not survive the fork.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django

django.setup()

from django.db import connection, connections  # noqa: E402 - Django must be ready
from django.utils import timezone  # noqa: E402

from drieluik.apps.deliveries import services  # noqa: E402
from drieluik.apps.deliveries.models import Delivery, Restatement  # noqa: E402
from drieluik.apps.deliveries.services import Because, HandedIn  # noqa: E402
from drieluik.apps.deliveries.workbooks import check_original  # noqa: E402
from drieluik.apps.monitor.services import recalculate  # noqa: E402
from drieluik.apps.organisations.actors import SYSTEM  # noqa: E402
from drieluik.core.workbooks import read_workbook  # noqa: E402
from tests.factories.deliveries import (  # noqa: E402
    PERIOD,
    confirm_all,
    make_steward,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_municipality, make_party  # noqa: E402

_FILE_EVENTS = ("open", "os.rename", "os.mkdir")
_NEVER = 10**9
_STATES = (
    "SELECT 'delivery', state FROM deliveries_delivery",
    "SELECT 'part', verdict FROM deliveries_acceptance",
    "SELECT 'event', name FROM audit_auditevent",
)
Held = dict[str, int]
Growth = dict[str, int]


class World:
    """One corporation, one municipality, and the acts on the newest file."""

    def __init__(self) -> None:
        self.place = make_municipality()
        self.party = make_party(municipality=self.place)
        self.editor = make_actor("editor", party=self.party)
        self.controller = make_actor("controller", party=self.party)
        self.steward = make_steward(self.place)
        open_round(self.place)

    def acts(self, number: int, folder: Path) -> dict[str, Callable[[], object]]:
        file = folder / f"{number}.xlsx"
        in_a_child(lambda: file.write_bytes(make_workbook(n_dwellings=2 + number)))
        content = file.read_bytes()
        last = Delivery.objects.order_by("number").last()

        def upload() -> None:
            services.upload_delivery(
                party_id=self.party.id,
                period=PERIOD,
                file=HandedIn("aanlevering.xlsx", content),
                actor=self.editor,
                now=timezone.now(),
                seen=last.id if last else None,
            )

        def record() -> None:
            delivery = self.newest()
            outcome = check_original(delivery, _quiet, read_workbook)
            services.record_check_result(
                delivery_id=delivery.id, outcome=outcome, now=timezone.now()
            )

        def sign() -> None:
            because = Because(Restatement.Cause.LATE, "Te laat geboekt.") if last else None
            services.sign_delivery(
                delivery_id=self.newest().id,
                actor=self.controller,
                now=timezone.now(),
                because=because,
            )

        return {
            "upload": upload,
            "begin": lambda: services.begin_check(delivery_id=self.newest().id),
            "import": record,
            "confirm": lambda: confirm_all(self.newest()),
            "sign": sign,
            "accept": lambda: services.accept_tables(
                delivery_id=self.newest().id,
                municipality_id=self.place.id,
                choice=services.Choice({"lettings": "De helft ontbreekt."}),
                actor=self.steward,
                now=timezone.now(),
            ),
            "recalculate": lambda: recalculate(
                municipality_id=self.place.id, period=str(PERIOD), actor=SYSTEM, now=timezone.now()
            ),
        }

    def newest(self) -> Delivery:
        found = Delivery.objects.order_by("number").last()
        if found is None:
            raise LookupError("nothing was handed in")
        return found


def _quiet(_phase: str, _share: float) -> None:
    return


def held() -> Held:
    """Return how many rows every table has, and how many of each state; ids differ per attempt."""
    found: Held = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")
            found[name] = cursor.fetchone()[0]
        for asked in _STATES:
            cursor.execute(asked)
            found |= Counter(" ".join(str(value) for value in row) for row in cursor.fetchall())
    return found


def in_a_child(
    act: Callable[[], object], kill_at: int = _NEVER, wait: float | None = None
) -> int | None:
    """Do an act in a child.

    Returns:
        How often it asked the database or touched a file; None when it was killed.
    """
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        left = _counting(kill_at)
        act()
        os.write(writing, str(kill_at - left[0]).encode())
        os._exit(0)
    os.close(writing)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as told:
        n_touched = told.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit("an act failed by itself")
    return int(n_touched) if n_touched else None


def _counting(kill_at: int) -> list[int]:
    """Have this process kill itself when so many touches have gone by; returns what is left."""
    left = [kill_at]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def asked(execute, sql, params, many, context):
        count()
        answer = execute(sql, params, many, context)
        count()
        return answer

    connection.execute_wrappers.append(asked)
    sys.addaudithook(lambda event, _arguments: count() if event in _FILE_EVENTS else None)
    return left


@dataclass(frozen=True)
class Whole:
    """An act that nobody killed: by how much the database grew, and what it took."""

    grew: Growth
    n_touched: int
    seconds: float


def whole(act: Callable[[], object]) -> Whole:
    """Do an act that nobody kills."""
    before, begun = held(), time.monotonic()
    n_touched = in_a_child(act)
    seconds = time.monotonic() - begun
    if n_touched is None:
        raise SystemExit("an act that nobody killed did not come to its end")
    return Whole(growth(before, held()), n_touched, seconds)


def killed(
    act: Callable[[], object], rng: random.Random, n_kills: int, unkilled: Whole
) -> Counter[str]:
    """Kill an act so many times, then let it happen; the database never shows a half."""
    ended: Counter[str] = Counter()
    before = held()
    for number in range(n_kills):
        if number % 4 == 3:
            finished = in_a_child(act, wait=rng.uniform(0, unkilled.seconds)) is not None
        else:
            finished = in_a_child(act, rng.randrange(unkilled.n_touched)) is not None
        if held() != before:
            ended["finished first" if finished else "killed, all stored"] += 1
            break
        ended["killed, nothing stored"] += 1
    else:
        whole(act)
    if growth(before, held()) != unkilled.grew:
        raise SystemExit(f"a half: {growth(before, held())} instead of {unkilled.grew}")
    return ended


def growth(before: Held, after: Held) -> Growth:
    """Return by how many rows each table grew, and which states and verdicts there are more of."""
    grew = Counter(after)
    grew.subtract(before)
    return {name: n for name, n in grew.items() if n}


def main(seed: int, n_rounds: int, n_kills: int, told: Path) -> None:
    """Go through all acts so many times."""
    rng, world = random.Random(seed), World()
    ended: dict[str, Counter[str]] = {}
    unkilled: dict[str, Whole] = {}
    for number in range(2 + n_rounds):
        for name, act in world.acts(number, told.parent).items():
            if number < 2:
                unkilled[name] = whole(act)
            else:
                kills = killed(act, rng, n_kills, unkilled[name])
                ended[name] = ended.get(name, Counter()) + kills
    told.write_text(json.dumps(ended))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]), Path(sys.argv[4]))
