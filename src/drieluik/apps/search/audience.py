"""Who may find an entry: written beside the entry, and asked of the reader, in the same words."""

from drieluik.apps.organisations.actors import Actor

EVERYONE = "everyone"
"""Whoever takes part in the municipality, the council too."""

TABLE = "table"
"""The parties at the table: all but the council."""

_AT_THE_TABLE = frozenset({"municipality", "corporation", "tenants", "other"})


def only_party(party_id: int) -> str:
    """Return the audience of what only one party may find."""
    return f"party:{party_id}"


def audiences_of(actor: Actor, municipality_id: int) -> frozenset[str]:
    """Return the audiences a person belongs to in a municipality; none when taking no part."""
    here = [one for one in actor.standings if municipality_id in one.municipality_ids]
    found = {only_party(one.party_id) for one in here}
    if here:
        found.add(EVERYONE)
    if any(one.party_kind in _AT_THE_TABLE for one in here):
        found.add(TABLE)
    return frozenset(found)
