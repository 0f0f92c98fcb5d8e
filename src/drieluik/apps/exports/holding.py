"""What a kept file holds, what is lacking in it, and what in it no longer stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from drieluik.apps.exports.models import ExportEdition, ExportTable, ExportTry
from drieluik.apps.releases.protecting import Asked, source_hash
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


def gone_from(row: ExportEdition, today: date) -> tuple[str, ...]:
    """Return the names of the tables in a file that no longer stand.

    What was public is public no more, as it was withdrawn or corrected. What was given by agreement
    is gone when the agreement of that file ended, when its figures were corrected, and when the
    same was public and was withdrawn after.
    """
    agreed = {one.release_hash: one for one in row.tables.all()}
    until = row.plan.agreed_until
    is_ended = until is None or today >= until
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
            if (
                is_ended or name in withdrawn or _is_corrected(row, agreed[fingerprint], today)
                if fingerprint in agreed
                else fingerprint not in public
            )
        )
    )


def _is_corrected(row: ExportEdition, table: ExportTable, today: date) -> bool:
    """Tell whether other figures count now than those that an agreed table was made from."""
    asked = Asked(row.municipality_id, row.period, begun(today))
    return source_hash(asked, table.table_id) != table.input_hash


def begun(day: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime(day.year, day.month, day.day).astimezone()
