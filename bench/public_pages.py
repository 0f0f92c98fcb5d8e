"""The public site with three hundred readers, who each open a page and read it a while.

    make demo (once), then: python bench/public_pages.py

Prints one JSON line: time p95 in seconds over all pages, errors, and the slowest page. The peer is
the smallest page of the same server, read by as many readers at the same pace.
"""

import json
import random
import threading
import time
from collections import defaultdict

from _serving import PEER, Reader, p95, serving, set_up

N_READERS, SECONDS, PAUSE_S = 300, 60, 10.0
"""Everybody opens a page about every ten seconds: thirty pages a second."""
BASE = "/openbaar/enschede/"
PAGES = ("", "afspraken/", "afspraken/?op=2020-02-01", "besluiten/", "agenda/", "over/", "zoeken/?q=woning", "english/")  # fmt: skip


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


def main() -> None:
    """Serve the example and print a line."""
    set_up()
    with serving():
        peer = [one for times in visit((PEER,))[0].values() for one in times]
        taken, failed = visit(tuple(BASE + page for page in PAGES))
    everything = [one for times in taken.values() for one in times]
    slowest = max(taken, key=lambda path: p95(taken[path]))
    line = {
        "name": "public pages", "n": len(everything), "readers": N_READERS, "errors": failed,
        "ours_s": round(p95(everything), 3), "peer": PEER, "peer_s": round(p95(peer), 3),
        "ratio": round(p95(everything) / p95(peer), 2),
        "slowest": slowest, "slowest_s": round(p95(taken[slowest]), 3),
    }  # fmt: skip
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
