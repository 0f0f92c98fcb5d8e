"""A database with every migration applied, made once and copied by every test that needs one.

A hundred migrations take half a minute; each worker and each test that starts processes of its
own would all pay it. The SQLite file is kept beside what pytest keeps between runs, the database of
PostgreSQL on its server, under a name made of all that it follows from, so a changed migration
leads to a new one. ``python -m tests.factories.migrated`` makes both beforehand.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

_ROOT = Path(__file__).resolve().parents[2]
FOLDER = _ROOT / ".pytest_cache" / "d" / "migrated"
# of each checkout its own, so that one never removes what another copies
_KEPT = f"drieluik_migrated_{hashlib.sha256(bytes(_ROOT)).hexdigest()[:8]}_"
_FOLLOWS_FROM = ("src/drieluik/apps/*/migrations/*.py", "src/drieluik/apps/kept_rows.py", "requirements/base.txt")  # fmt: skip


def migrated_file(folder: Path = FOLDER) -> Path:
    """Return the file, kept in this folder; made first when it is not there yet."""
    file = folder / f"{_digest()}.sqlite3"
    with _alone(folder):
        if not file.exists():
            for older in folder.glob("*.sqlite3*"):
                older.unlink()
            _make(file)
    return file


def migrated_database(url: str, folder: Path = FOLDER) -> str:
    """Return the name of the database on the server of ``url``; made first when it is not there.

    Nobody but one worker makes it: the others wait at a lock in this folder.
    """
    name = f"{_KEPT}{_digest()}"
    with _alone(folder), psycopg.connect(url, autocommit=True) as server:
        kept = _kept_by(server)
        if name not in kept:
            for older in kept:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(older)))
            making = f"{_KEPT}making"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
            _migrate(urlunsplit(urlsplit(url)._replace(path=f"/{making}")))
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(making), sql.Identifier(name)
                )
            )
    return name


def _kept_by(server: psycopg.Connection) -> list[str]:
    found = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_KEPT]
    )
    return [row[0] for row in found]


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _FOLLOWS_FROM for path in _ROOT.glob(pattern)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(file: Path) -> None:
    under_way = file.with_suffix(".making")
    under_way.unlink(missing_ok=True)
    _migrate(f"sqlite:///{under_way}")
    with closing(sqlite3.connect(under_way)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
    under_way.replace(file)


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=_ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "drieluik.config.settings"},
        check=True,
    )


def copy_into(file: Path, target: sqlite3.Connection) -> None:
    """Copy all tables of the file into an open database."""
    with closing(sqlite3.connect(file)) as source:
        source.backup(target)


if __name__ == "__main__":
    migrated_file()
    if server := os.environ.get("DRIELUIK_TEST_POSTGRES"):
        migrated_database(server)
