"""Pages of the example city with ten readers at once, beside a page that only says hello.

    make demo (once), then: python bench/pages.py

Prints one JSON line per page: server time p95 in seconds under load, queries, bytes over the line.
The peer is the smallest page of the same server (the style of the bench: a ratio in one run).
"""

import json

from _serving import (
    PEER,
    READERS,
    ROUNDS,
    Reader,
    p95,
    queries,
    serving,
    set_up,
    signed_in,
    under_load,
)

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


def main() -> None:
    """Serve the example, read every page with ten readers at once, print a line each."""
    set_up()
    from drieluik.example.parties import persons
    from drieluik.example.seeding import PASSWORD

    people = [(person.email, PASSWORD) for person in persons()]
    with serving():
        readers = signed_in(people)
        peer_s = p95(under_load(PEER, [Reader() for _ in range(READERS)])[0])
        for path in PAGES:
            under_load(path, readers[:2])
            seconds, n_bytes = under_load(path, readers)
            ours_s = p95(seconds)
            line = {
                "name": f"page {path}", "n": READERS * ROUNDS, "ours_s": round(ours_s, 3),
                "peer": PEER, "peer_s": round(peer_s, 3), "ratio": round(ours_s / peer_s, 2),
                "queries": queries(path, people[0][0]), "kb_sent": round(n_bytes / 1024, 1),
            }  # fmt: skip
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
