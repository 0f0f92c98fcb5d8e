"""Signs of life of workers that are gone are tidied up without touching those of the living."""

import subprocess
import sys
from pathlib import Path

from django.core.files.storage import default_storage

from drieluik.jobs import requeue

_TRIES = """
import fcntl, sys
with open(sys.argv[1], "a") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(1)
"""


def test_a_sign_is_removed_while_nobody_else_can_lock_it(monkeypatch):
    place = Path(default_storage.path("workers/weg"))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    others = []
    unlink = Path.unlink

    def try_from_another_process(self: Path, *, missing_ok: bool = False) -> None:
        tried = subprocess.run([sys.executable, "-c", _TRIES, str(self)], check=False)
        others.append(tried.returncode)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", try_from_another_process)
    requeue._tidy_up()

    assert set(others) == {1}
    assert not place.exists()
