"""What a kept file holds, what is lacking in it, and what in it no longer stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from drieluik.apps.exports.models import ExportEdition, ExportPlan, ExportTable, ExportTry
from drieluik.apps.releases.protecting import Asked, source_hash
from drieluik.apps.releases.selectors import list_public, list_withdrawn
from drieluik.core.flows import public_table


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
    is gone when the agreement of that file ended, when the newest choice does not agree to it any
    more or was stopped, when its figures were corrected, and when it was public and was withdrawn.
    """
    agreed = {one.release_hash: one for one in row.tables.all()}
    stands = _agreed_still(row, today) if agreed else frozenset()
    public = {one.release_hash for one in list_public(municipality_id=row.municipality_id)}
    return tuple(
        dict.fromkeys(
            name
            for name, fingerprint in held_by(row)
            if (
                agreed[fingerprint].table_id not in stands
                or _is_corrected(row, agreed[fingerprint], today)
                if fingerprint in agreed
                else fingerprint not in public
            )
        )
    )


def _agreed_still(row: ExportEdition, today: date) -> frozenset[str]:
    """Return the tables that a recipient may have over a half-year by the agreement of a file.

    What was withdrawn counts whenever that was: by agreement nothing is given that had been.
    """
    plans = ExportPlan.objects.filter(
        municipality_id=row.municipality_id, recipient_id=row.recipient_id
    )
    newest = plans.order_by("-id").first()
    if newest is None or any(not _holds(one, today) for one in (row.plan, newest)):
        return frozenset()
    withdrawn = {
        name
        for one in list_withdrawn(municipality_id=row.municipality_id)
        if one.period == row.period
        for name in one.names
    }
    return frozenset(one for one in newest.agreed_ids if public_table(one).name_nl not in withdrawn)


def _holds(plan: ExportPlan, today: date) -> bool:
    return plan.agreed_until is not None and today < plan.agreed_until


def _is_corrected(row: ExportEdition, table: ExportTable, today: date) -> bool:
    """Tell whether other figures count now than those that an agreed table was made from."""
    asked = Asked(row.municipality_id, row.period, begun(today))
    return source_hash(asked, table.table_id) != table.input_hash


def begun(day: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime(day.year, day.month, day.day).astimezone()
