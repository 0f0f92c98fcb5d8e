"""Killed anywhere in import, acceptance and recalculation: none of it is stored, or all of it.

A few kills every day; ``make kills N=200`` tries more.
"""

import json
import os
import random

import pytest

from tests.jobs.test_killed_worker import Place, place  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = int(os.environ.get("DRIELUIK_KILLS", "1"))
ACTS = {"upload", "begin", "import", "confirm", "sign", "accept", "recalculate"}


def test_kill_9_at_random_points_leaves_none_or_all_of_every_act(
    place: Place,  # noqa: F811 - the fixture
    tmp_path,
):
    seed, told = random.randrange(10**6), tmp_path / "told.json"
    n_rounds = -(-KILLS // 10)
    started = place.start(
        "-m", "tests.jobs.killing", str(seed), str(n_rounds), str(min(KILLS, 10)), str(told)
    )

    assert started.wait(timeout=60 + 60 * KILLS) == 0, f"a half, with seed {seed}"

    ended = json.loads(told.read_text("utf-8"))
    assert set(ended) == ACTS
    n_killed = {
        act: kills.get("killed, nothing stored", 0) + kills.get("killed, all stored", 0)
        for act, kills in ended.items()
    }
    assert min(n_killed.values()) >= 1, (seed, ended)
    print(json.dumps(ended))
