"""A SQLite file with every migration applied, made once and copied by every test that needs one.

A hundred migrations take half a minute; two workers and each test that starts processes of its
own would all pay it. The file is kept beside what pytest keeps between runs, under a name made of
all that it follows from, so a changed migration leads to a new one.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLLOWS_FROM = ("src/drieluik/apps/*/migrations/*.py", "src/drieluik/apps/kept_rows.py", "requirements/base.txt")  # fmt: skip


def migrated_file(folder: Path) -> Path:
    """Return the file, kept in this folder; made first when it is not there yet."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _FOLLOWS_FROM for path in _ROOT.glob(pattern)):
        digest.update(path.name.encode() + path.read_bytes())
    file = folder / f"{digest.hexdigest()[:16]}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for older in folder.glob("*.sqlite3*"):
                older.unlink()
            _make(file)
    return file


def _make(file: Path) -> None:
    under_way = file.with_suffix(".making")
    under_way.unlink(missing_ok=True)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=_ROOT,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{under_way}",
            "DJANGO_SETTINGS_MODULE": "drieluik.config.settings",
        },
        check=True,
    )
    with closing(sqlite3.connect(under_way)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
    under_way.replace(file)


def copy_into(file: Path, target: sqlite3.Connection) -> None:
    """Copy all tables of the file into an open database."""
    with closing(sqlite3.connect(file)) as source:
        source.backup(target)
