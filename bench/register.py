"""A register of 300 clauses with ten readers at once, beside a page that only says hello.

    python bench/register.py        (makes a database and files of its own, and throws them away)

Prints one JSON line per page in the style of the bench; ``bound_s`` is what was promised: below
200 ms at the 95th percentile. Ends with code 1 when a page is slower. Do not run it beside
other work: it measures the machine as well.
"""

import json
import sys
from datetime import UTC, date, datetime
from typing import Any

from _serving import (
    PEER,
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

N_CLAUSES, N_THEMES = 300, 10
MOST_S = 0.2
PAGES = [
    "/afspraken/",
    "/afspraken/5.15/",
    "/afspraken/versies/",
    "/afspraken/document/",
]
SENTENCE = (
    "De corporatie en de gemeente spreken af dat in wijk {n} elk jaar {n} woningen klaar zijn. "
)


def outline() -> dict[str, Any]:
    """Return a made-up register: ten themes with thirty clauses of some eighty words each."""
    per_theme = N_CLAUSES // N_THEMES
    return {
        "title": "Verzonnen afspraken",
        "introduction": "Alles hier is verzonnen.",
        "themes": [_theme(number, per_theme) for number in range(1, N_THEMES + 1)],
        "focus_projects": [],
    }


def _theme(number: int, n_clauses: int) -> dict[str, Any]:
    agreements = [
        {
            "number": f"{number}.{place}",
            "heading": f"Afspraak {place}",
            "text": SENTENCE.format(n=number * place) * 5,
            "bound": ["gemeente"],
            "consent": [],
        }
        for place in range(1, n_clauses + 1)
    ]
    section = {"letter": None, "title": None, "goal": "Wonen.", "how": "Samen."}
    return {
        "number": str(number),
        "title": f"Thema {number}",
        "sections": [{**section, "agreements": agreements}],
    }


def make_city() -> tuple[str, str, str]:
    """Make the register and one reader; return the slug, and how the reader signs in."""
    from drieluik.apps.accounts.models import User
    from drieluik.apps.agreements.services import load_register
    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.models import Membership, Municipality, Participation, Party

    place = Municipality.objects.create(
        code="GM9300", slug="meetstad", name="Meetstad", fictitious=True
    )
    party = Party.objects.create(code="gemeente", name="Gemeente", kind="municipality")
    since = date(2018, 1, 1)
    Participation.objects.create(party=party, municipality=place, from_on=since)
    email, password = "lezer@meetstad.example", "een-lang-wachtwoord-om-te-meten"
    user = User.objects.create_user(email=email, password=password, name="Lezer")
    Membership.objects.create(user=user, party=party, role="reader", from_on=since)
    load_register(
        municipality_id=place.id,
        outline=outline(),
        in_force_from=date(2020, 1, 1),
        source="Verzonnen",
        actor=SYSTEM,
        now=datetime(2020, 1, 1, 9, tzinfo=UTC),
    )
    return place.slug, email, password


def measure(slug: str, email: str, password: str) -> bool:
    """Print a line per page; tell whether all were quick enough."""
    readers = signed_in([(email, password)])
    peer_s = p95(under_load(PEER, [Reader() for _ in range(READERS)])[0])
    quick = True
    for path in (f"/{slug}{page}" for page in PAGES):
        under_load(path, readers[:2])
        seconds, n_bytes = under_load(path, readers)
        ours_s = p95(seconds)
        quick = quick and ours_s < MOST_S
        line = {
            "name": f"register of {N_CLAUSES} clauses {path}", "n": READERS * ROUNDS,
            "ours_s": round(ours_s, 3), "peer": PEER, "peer_s": round(peer_s, 3),
            "ratio": round(ours_s / peer_s, 2), "bound_s": MOST_S,
            "queries": queries(path, email), "kb_sent": round(n_bytes / 1024, 1),
        }  # fmt: skip
        print(json.dumps(line), flush=True)
    return quick


def main() -> int:
    """Make a register in a folder of its own, serve it, and measure."""
    with own_database():
        reader = make_city()
        with serving():
            return 0 if measure(*reader) else 1


if __name__ == "__main__":
    sys.exit(main())
