"""Two people at the same moment, on a database as people work with it."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from drieluik.apps.errors import WrongState


@contextmanager
def database_in_a_file(folder: Path) -> Iterator[None]:
    """Use a file: a test database in memory has other locks than the file people work with."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, settings = connections["default"], connections.settings["default"]
    file = folder / "drieluik.sqlite3"
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    connections.settings["default"] = {**settings, "NAME": str(file)}
    del connections["default"]
    yield
    connections["default"].close()
    connections.settings["default"] = settings
    connections["default"] = in_memory


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Start all acts at one barrier; count how they ended."""
    barrier, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            ended.append("done")
        except WrongState:
            ended.append("told")
        except Exception as error:
            ended.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ended)
