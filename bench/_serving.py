"""What the benches of pages share: a database of their own, a server, readers, and counting.

The server has one plain worker more than two cores, as the manual advises: workers with threads
take more readers than they can answer, and one of them gets the long queue.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

ADDRESS = "127.0.0.1:8765"
READERS, ROUNDS = 10, 20
PEER = "/account/login/"
_PATIENCE_S = 60


class Reader:
    """One signed-in browser without a screen."""

    def __init__(self) -> None:
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as an example person."""
        self.get(PEER)
        token = next(cookie.value for cookie in self.jar if "csrf" in cookie.name)
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token or ""}
        request = urllib.request.Request(
            f"http://{ADDRESS}{PEER}",
            urllib.parse.urlencode(form).encode(),
            {"Referer": f"http://{ADDRESS}{PEER}"},
        )
        self.opener.open(request).read()

    def get(self, path: str) -> tuple[float, int]:
        """Fetch a page; return seconds and bytes as sent."""
        request = urllib.request.Request(
            f"http://{ADDRESS}{path}", headers={"Accept-Encoding": "gzip"}
        )
        begun = time.perf_counter()
        with self.opener.open(request) as answer:
            n_bytes = len(answer.read())
        return time.perf_counter() - begun, n_bytes


def set_up() -> None:
    """Make Django ready to count queries, on the database that the environment names."""
    os.environ["DRIELUIK_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")


@contextmanager
def own_database(urls: str = "") -> Iterator[None]:
    """Set up on an empty database in a folder that is thrown away afterwards.

    Args:
        urls: Module with the addresses; those of the product when empty.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRIELUIK_VAR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        set_up()
        from django.conf import settings
        from django.core.management import call_command

        if urls:
            settings.ROOT_URLCONF = urls
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@contextmanager
def serving(application: str = "drieluik.config.wsgi") -> Iterator[None]:
    """Serve an application, also one that lies beside this file, until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "--chdir", str(Path(__file__).parent),
         "--bind", ADDRESS, "--workers", "3", "--log-level", "error"]
    )  # fmt: skip
    try:
        _wait_until_it_answers()
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_until_it_answers() -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            Reader().get(PEER)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def signed_in(people: Sequence[tuple[str, str]]) -> list[Reader]:
    """Return as many readers as there are to be, each signed in as one of these people in turn.

    Args:
        people: Address and password.
    """
    readers = [Reader() for _ in range(READERS)]
    for at, reader in enumerate(readers):
        reader.sign_in(*people[at % len(people)])
    return readers


def queries(path: str, email: str) -> int:
    """Count the queries of a page that was read before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from drieluik.apps.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=email))
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    return len(captured)


def under_load(path: str, readers: list[Reader]) -> tuple[list[float], int]:
    """Let readers fetch a page again and again, all at once; return the seconds and the bytes."""
    seconds: list[float] = []
    sizes: list[int] = []

    def read(reader: Reader) -> None:
        for _ in range(ROUNDS):
            taken, n_bytes = reader.get(path)
            seconds.append(taken)
            sizes.append(n_bytes)

    threads = [threading.Thread(target=read, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds, max(sizes)


def p95(seconds: list[float]) -> float:
    """Return the time within which nineteen in twenty came."""
    return statistics.quantiles(seconds, n=20)[-1]
