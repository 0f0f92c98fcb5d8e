"""The monitor of sixty agreements over ten years with ten readers at once, beside a plain page.

    python bench/overview.py        (makes a database and files of its own, and throws them away)

Forty agreements have a norm in figures, each of another indicator; of the others six parties tell
how it went. Prints one JSON line: p50 and p95 in seconds, of readers who are signed in. The peer is
a page of the same server and workers that looks who reads and asks one thing. ``after_event_s`` is
how long the first reader waits after somebody did something, ``bound_s`` what was promised. Ends
with code 1 when the page is slower. Do not run it beside other work: it measures the machine as
well. Only ``cpu_ms``, what one page takes of the processor, says something on a busy machine too.
"""

import json
import os
import statistics
import sys
import time

from _serving import (
    READERS,
    ROUNDS,
    Reader,
    own_database,
    p95,
    queries,
    serving,
    signed_in,
    under_load,
)

MOST_S = 0.2


def measure(slug: str, email: str, password: str) -> bool:
    """Print the line; tell whether the page was quick enough."""
    readers = signed_in([(email, password)])
    page, plain = f"/{slug}/monitor/", f"/{slug}/plain/"
    for path in (page, plain):
        under_load(path, readers)
    peer_s, _ = under_load(plain, readers)
    ours_s, n_bytes = under_load(page, readers)
    print(json.dumps({
        "name": "monitor overview, 60 agreements, 40 indicators, 20 half-years",
        "n": READERS * ROUNDS, "p50_s": round(statistics.median(ours_s), 3),
        "ours_s": round(p95(ours_s), 3), "peer": "signed in and one query",
        "peer_p50_s": round(statistics.median(peer_s), 3), "peer_s": round(p95(peer_s), 3),
        "ratio": round(p95(ours_s) / p95(peer_s), 2), "bound_s": MOST_S,
        "after_event_s": round(_after_event(page, readers[0]), 3),
        "cpu_ms": _processor(page, email), "peer_cpu_ms": _processor(plain, email),
        "queries": queries(page, email), "kb_sent": round(n_bytes / 1024, 1),
        "load": round(os.getloadavg()[0], 1),
    }), flush=True)  # fmt: skip
    return p95(ours_s) < MOST_S


def _after_event(page: str, reader: Reader) -> float:
    """Return the median wait for a page after an act, by which nothing is remembered any more."""
    from django.utils import timezone

    from drieluik.apps.audit.services import record
    from drieluik.apps.organisations.actors import SYSTEM

    waits = []
    for _ in range(5):
        record(name="bench.acted", subject=("bench", 1), actor=SYSTEM, now=timezone.now(), facts={})
        waits.append(reader.get(page)[0])
    return statistics.median(waits)


def _processor(path: str, email: str) -> float:
    """Return the least that a page which was read before takes of the processor."""
    from django.test import Client

    from drieluik.apps.accounts.models import User

    client, taken = Client(), []
    client.force_login(User.objects.get(email=email))
    for _ in range(10):
        begun = time.process_time()
        client.get(path)
        taken.append(time.process_time() - begun)
    return round(min(taken) * 1000, 1)


def main() -> int:
    """Lay the municipality in a folder of its own, serve it as the manual says, and measure."""
    with own_database(urls="_plain_page"):
        from _overview_city import EMAIL, PASSWORD, lay_city

        slug = lay_city()
        with serving("_plain_page"):
            return 0 if measure(slug, EMAIL, PASSWORD) else 1


if __name__ == "__main__":
    sys.exit(main())
