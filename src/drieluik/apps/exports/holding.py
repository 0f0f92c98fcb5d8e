"""What a kept file holds, what is lacking in it, and what in it no longer stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.exports.models import ExportEdition, ExportTry
from drieluik.apps.releases.selectors import list_public, list_withdrawn


@dataclass(frozen=True, slots=True)
class Lacking:
    """A chosen table that is not given, or not whole.

    Attributes:
        name: What it counts.
        reason: Why, for the parties: it can name who did not deliver.
        told: Why, for the recipient.
    """

    name: str
    reason: str
    told: str


def said_to_recipient() -> str:
    """Return what a recipient reads when the reason is a matter of the parties."""
    return _(
        "This figure, or a part of it, is not complete yet or could give somebody away. "
        "The data steward of the municipality knows more."
    )


def lacking_of(row: ExportEdition | ExportTry) -> tuple[Lacking, ...]:
    """Return what a file lacks, also one from before the two kinds of reasons were kept apart."""
    return tuple(
        Lacking(name, reason, told[0] if told else said_to_recipient())
        for name, reason, *told in row.lacking
    )


def as_kept(lacking: Iterable[Lacking]) -> list[tuple[str, str, str]]:
    """Return what is lacking as a row keeps it."""
    return [(one.name, one.reason, one.told) for one in lacking]


def told_of(lacking: Iterable[Lacking]) -> tuple[tuple[str, str], ...]:
    """Return name and reason in words for the recipient, each once."""
    return tuple(dict.fromkeys((one.name, one.told) for one in lacking))


def held_by(row: ExportEdition) -> list[tuple[str, str]]:
    """Return name and fingerprint of every table in a file; see ``writing``: the account comes first."""
    account = json.loads(row.content)["tables"][0]
    return [(line[0], line[-1]) for line in account["rows"] if line[-1]]


def gone_from(row: ExportEdition) -> tuple[str, ...]:
    """Return the names of the tables in a file that were withdrawn or corrected since.

    What was given by agreement is gone when the same was public and was withdrawn after.
    """
    agreed = set(row.tables.values_list("release_hash", flat=True))
    place = row.municipality_id
    public = {one.release_hash for one in list_public(municipality_id=place)}
    withdrawn = {
        name
        for one in list_withdrawn(municipality_id=place)
        if one.period == row.period and one.withdrawn_at > row.made_at
        for name in one.names
    }
    return tuple(
        dict.fromkeys(
            name
            for name, fingerprint in held_by(row)
            if (name in withdrawn if fingerprint in agreed else fingerprint not in public)
        )
    )
