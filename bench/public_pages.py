"""The public site with three hundred readers, who each open a page and read it a while.

    python bench/public_pages.py    (makes an example city of its own, and throws it away)

Prints two JSON lines: first with nothing beside it, then while a workbook is imported and the
figures of a half-year are protected against all that went out before, again and again, on the same
cores. Each: time p95 in seconds over all pages, errors, and the slowest page. The peer is the
smallest page of the same server, read by as many readers at the same pace with nothing beside it.
Ends with code 1 when readers met an error or waited longer than was promised.
"""

import json
import os
import random
import sys
import threading
import time
from collections import defaultdict
from dataclasses import asdict

from _at_work import at_work
from _serving import PEER, Reader, own_database, p95, serving

MOST_S = 0.5
N_READERS, SECONDS, PAUSE_S = 300, 60, 10.0
"""Everybody opens a page about every ten seconds: thirty pages a second."""
BASE = "/openbaar/enschede/"
PAGES = (
    *("", "afspraken/", "afspraken/?op=2020-02-01", "besluiten/", "agenda/", "over/", "english/"),
    *("zoeken/?q=woning", "stand/", "cijfers/", "cijfers/lettings/2019-2/", "kaartlagen/"),
)


def visit(pages: tuple[str, ...]) -> tuple[dict[str, list[float]], int]:
    """Let all readers read for a while; return the seconds by page, and how many failed."""
    taken: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    until = time.monotonic() + SECONDS

    def read(seed: int) -> None:
        chance, reader = random.Random(seed), Reader()
        time.sleep(chance.uniform(0, PAUSE_S))
        while time.monotonic() < until:
            path = chance.choice(pages)
            try:
                taken[path].append(reader.get(path)[0])
            except OSError:
                failed.append(path)
            time.sleep(chance.uniform(0.5, 1.5) * PAUSE_S)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(N_READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(taken), len(failed)


def line(what: str, peer_s: float) -> bool:
    """Let all readers read the site and print a line; tell whether it was quick enough."""
    taken, failed = visit(tuple(BASE + page for page in PAGES))
    everything = [one for times in taken.values() for one in times]
    slowest = max(taken, key=lambda path: p95(taken[path]))
    print(json.dumps({
        "name": f"public pages, {what}", "n": len(everything), "readers": N_READERS,
        "errors": failed, "ours_s": round(p95(everything), 3), "bound_s": MOST_S,
        "peer": PEER, "peer_s": round(peer_s, 3), "ratio": round(p95(everything) / peer_s, 2),
        "slowest": slowest, "slowest_s": round(p95(taken[slowest]), 3),
        "load": round(os.getloadavg()[0], 1),
    }), flush=True)  # fmt: skip
    return not failed and p95(everything) <= MOST_S


def main() -> None:
    """Serve an example city, print both lines, and end."""
    with own_database():
        from django.conf import settings

        from drieluik.example.seeding import seed

        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        seed(tell=lambda step: None)
        with serving():
            peer_s = p95([one for times in visit((PEER,))[0].values() for one in times])
            quick = line("nothing beside", peer_s)
            with at_work() as done:
                quick &= line("an import and a release beside", peer_s)
        print(json.dumps({"name": "came to their end beside", **asdict(done)}), flush=True)
    sys.exit(not quick)


if __name__ == "__main__":
    main()
