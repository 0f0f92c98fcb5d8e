"""Pages of the example city with ten readers at once, beside a page that only says hello.

    make demo (once), then: python bench/pages.py

Prints one JSON line per page: server time p95 in seconds under load, queries, bytes over the line.
The server has one plain worker more than two cores, as the manual advises: workers with threads
take more readers than they can answer, and one of them gets the long queue.
The peer is the smallest page of the same server (the style of the bench: a ratio in one run).
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
os.environ["DRIELUIK_DEMO"] = "1"

ADDRESS = "127.0.0.1:8765"
READERS, ROUNDS = 10, 20
PAGES = [
    "/",
    "/enschede/afspraken/",
    "/enschede/afspraken/3.2/",
    "/enschede/afspraken/document/",
    "/enschede/afspraken/speerpunten/",
    "/enschede/aanleveringen/",
    "/enschede/monitor/",
    "/enschede/monitor/indicatoren/",
    "/enschede/monitor/indicatoren/dwellings-by-rent-class/",
    "/enschede/partijen/",
]
PEER = "/account/login/"


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


def queries(path: str, email: str) -> int:
    """Count the queries of a page that was read before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from drieluik.apps.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=email))
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
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


def main() -> None:
    """Serve the example, read every page with ten readers at once, print a line each."""
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")
    from drieluik.example.parties import persons
    from drieluik.example.seeding import PASSWORD

    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "drieluik.config.wsgi", "--bind", ADDRESS,
         "--workers", "3", "--log-level", "error"]
    )  # fmt: skip
    try:
        time.sleep(6)
        people = [person.email for person in persons()]
        readers = [Reader() for _ in range(READERS)]
        for reader, email in zip(readers, people, strict=False):
            reader.sign_in(email, PASSWORD)
        anonymous = [Reader() for _ in range(READERS)]
        peer_s = p95(under_load(PEER, anonymous)[0])
        for path in PAGES:
            under_load(path, readers[:2])
            seconds, n_bytes = under_load(path, readers)
            ours_s = p95(seconds)
            line = {
                "name": f"page {path}", "n": READERS * ROUNDS, "ours_s": round(ours_s, 3),
                "peer": PEER, "peer_s": round(peer_s, 3), "ratio": round(ours_s / peer_s, 2),
                "queries": queries(path, people[0]), "kb_sent": round(n_bytes / 1024, 1),
            }  # fmt: skip
            print(json.dumps(line), flush=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
