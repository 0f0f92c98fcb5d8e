"""Files with figures that people hand in, and their reading by the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import forget_original, keep_original, read_original
from drieluik.apps.layers import policies
from drieluik.apps.layers.known import known_areas
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.services.cards import check_may_change, locked, record
from drieluik.apps.layers.stored import SUFFIX, figures_to_json, report_of
from drieluik.apps.organisations.actors import SYSTEM, Actor, person
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.core.findings import Finding, Severity, action_nl, message_nl
from drieluik.core.geography import Level
from drieluik.core.layers import (
    FigureKind,
    LayerQuestion,
    LayerReading,
    Scale,
    check_can_be_tried,
)
from drieluik.core.workbooks.found import PERSONAL

_LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a file with figures.

    Attributes:
        about_from: Day of the figures, or first day of their period.
        about_until: Last day of the period; None for figures of one day.
        year: Year of the areas; None when the file says it.
        column: Header of the figure; empty when there is only one.
        scale: How shares are written: ``percent`` or ``part``.
    """

    about_from: date
    about_until: date | None = None
    year: int | None = None
    column: str = ""
    scale: str = "percent"


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """A file that waits to be read: its bytes, its name and what is wanted of it."""

    content: bytes
    file_name: str
    question: LayerQuestion


@transaction.atomic
def upload_version(
    *, layer_id: UUID, content: bytes, file_name: str, said: Said, actor: Actor, now: datetime
) -> UUID:
    """Keep a file with figures, so that it is read and people can look at what is in it.

    Reading is not done here; the job that listens to ``layer.uploaded`` does that, so that a
    large or hostile file holds up nobody.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: The layer was withdrawn, the file is empty, too large or of another kind, the
            period goes backward, or there are no areas to hold codes against.

    Changes:
        One ``Version`` being read, with its original bytes; one event ``layer.uploaded``.
    """
    layer = locked(layer_id)
    check_may_change(layer, actor)
    name = check_can_be_handed_in(layer, content, file_name, said)
    row = Version.objects.create(
        layer=layer,
        about_from=said.about_from,
        about_until=said.about_until,
        asked={"year": said.year, "column": said.column.strip()[:200], "scale": said.scale},
        file_name=name,
        content_hash=keep_original(content, SUFFIX),
        n_bytes=len(content),
        added_by_id=person(actor),
        added_at=now,
    )
    facts = {"content_hash": row.content_hash, "n_bytes": row.n_bytes}
    _record("layer.uploaded", row, actor, now, **facts)
    return row.id


@transaction.atomic
def choose_column(*, version_id: UUID, column: str, actor: Actor, now: datetime) -> None:
    """Have a file read anew with another column as the figure.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: The version is in use or closed, or the column is not in the file.

    Changes:
        ``Version`` back to being read; one event ``layer.uploaded``.
    """
    row = locked_version(version_id)
    check_may_change(row.layer, actor)
    policies.check_column_can_be_chosen(row, column=column)
    row.asked = {**row.asked, "column": column}
    row.state, row.figures, row.report = Version.State.READING, {}, {}
    row.reading_phase, row.reading_share = "", 0
    row.save()
    _record("layer.uploaded", row, actor, now, column=column)


def find_waiting(*, version_id: UUID) -> WaitingVersion | None:
    """Return what is to be read; None when it has been read already.

    Raises:
        OSError: The kept original is gone, or is no longer what was kept.
    """
    rows = Version.objects.filter(id=version_id, state=Version.State.READING)
    row = rows.select_related("layer").first()
    if row is None:
        return None
    card: Card = row.layer.cards.order_by("-number")[0]
    question = question_about(
        municipality_id=row.layer.municipality_id, kind=card.kind, level=card.level, asked=row.asked
    )
    return WaitingVersion(read_original(row.content_hash, SUFFIX), row.file_name, question)


def note_reading(*, version_id: UUID, phase: str, share: float) -> None:
    """Say how far the reading is; nothing happens when it has ended.

    Changes:
        Phase and share of the ``Version``; no event, for nothing was decided.
    """
    Version.objects.filter(id=version_id, state=Version.State.READING).update(
        reading_phase=phase[:80], reading_share=min(max(share, 0.0), 1.0)
    )


@transaction.atomic
def record_reading(*, version_id: UUID, reading: LayerReading, now: datetime) -> bool:
    """Store what was read, all of it or nothing.

    A file with personal data is not kept: neither its bytes nor anything that stood in it.

    Returns:
        Whether it was stored; not when it had been stored before.

    Changes:
        ``Version`` to read with its figures and report, and one event ``layer.read``; or, when it
        cannot be used at all, to unreadable with the reason and one event ``layer.unreadable``.
    """
    row = _lock_waiting(version_id)
    if row is None:
        return False
    personal = [
        one
        for one in reading.findings
        if one.rule.startswith(PERSONAL) and one.severity is Severity.BLOCKS
    ]
    if personal:
        row.report = report_of(LayerReading(findings=tuple(personal)))
        _forget_file(row)
        _close_unread(row, personal, now)
    elif not reading.source_name:
        row.report = report_of(reading)
        _close_unread(row, reading.findings, now)
    else:
        row.report, row.figures = report_of(reading), figures_to_json(reading.values)
        row.state, row.year, row.reading_share = Version.State.READ, reading.year, 1.0
        row.save()
        facts = {"n_areas": len(reading.values), "n_findings": len(reading.findings)}
        _record("layer.read", row, SYSTEM, now, **facts)
    return True


@transaction.atomic
def interrupt_reading(*, version_id: UUID, now: datetime) -> None:
    """Say that the reading broke off by a fault of ours, so that people can try again.

    Changes:
        ``Version`` to unreadable; one event ``layer.unreadable``.
    """
    row = _lock_waiting(version_id)
    if row is not None:
        with translation.override("nl"):
            reason = _("The reading was broken off by a fault of ours. Hand the file in again.")
        _close(row, reason, ["interrupted"], now)


def check_can_be_handed_in(layer: Layer, content: bytes, file_name: str, said: Said) -> str:
    """Return the name of a file that may be tried.

    Raises:
        WrongState: Why it may not.
    """
    policies.check_size(n_bytes=len(content))
    if said.about_until is not None and said.about_until < said.about_from:
        raise WrongState(_("The last day lies before the first."))
    if said.year is not None and not (policies.EARLIEST_YEAR <= said.year <= policies.LATEST_YEAR):
        raise WrongState(_("This is no year of areas."))
    if said.scale not in list(Scale):
        raise WrongState(_("Choose how percentages are written."))
    card: Card = layer.cards.order_by("-number")[0]
    known = known_areas(municipality_id=layer.municipality_id, level=card.level)
    policies.check_areas_are_known(years=[one.year for one in known])
    name = PurePath(file_name.replace("\\", "/")).name[-255:] or "bestand"
    refused = check_can_be_tried(content, name)
    if refused:
        raise WrongState(in_words(refused))
    return name


def question_about(
    *, municipality_id: int, kind: str, level: str, asked: Mapping[str, object]
) -> LayerQuestion:
    """Return what is wanted of a file.

    Args:
        municipality_id: The municipality.
        kind: What the figure is, as on the card.
        level: Per which area, as on the card.
        asked: ``year``, ``column`` and ``scale``, as in ``Said``.
    """
    year = asked.get("year")
    return LayerQuestion(
        municipality_code=get_municipality(municipality_id=municipality_id).code,
        kind=FigureKind(kind),
        level=Level(level),
        column=str(asked.get("column", "")),
        year=int(str(year)) if year else None,
        scale=Scale(str(asked.get("scale", "percent"))),
        known=known_areas(municipality_id=municipality_id, level=level),
    )


def in_words(findings: tuple[Finding, ...] | list[Finding]) -> str:
    """Say in Dutch what blocks."""
    blocking = [one for one in findings if one.severity is Severity.BLOCKS]
    told = dict.fromkeys(f"{message_nl(one)} {action_nl(one)}" for one in blocking)
    return " ".join(told)


def locked_version(version_id: UUID) -> Version:
    """Return a version whose layer nobody else changes until this act is over."""
    layer_id = Version.objects.values_list("layer_id", flat=True).get(id=version_id)
    locked(layer_id)
    rows = Version.objects.select_for_update(of=("self",)).select_related("layer")
    found: Version = rows.get(id=version_id)
    return found


def _record(name: str, row: Version, actor: Actor, now: datetime, **facts: object) -> None:
    record(name, row.layer, actor, now, version=str(row.id), **facts)


def _forget_file(row: Version) -> None:
    """Take the bytes off the disk when this is done, unless another version has the same file."""
    others = Version.objects.filter(content_hash=row.content_hash).exclude(id=row.id)
    kept, row.content_hash = row.content_hash, ""
    if not others.exists():
        transaction.on_commit(lambda: forget_original(kept, SUFFIX))


def _close_unread(
    row: Version, findings: tuple[Finding, ...] | list[Finding], now: datetime
) -> None:
    blocking = [one.rule for one in findings if one.severity is Severity.BLOCKS]
    with translation.override("nl"):
        nothing = _("There is nothing to read in this file.")
    _close(row, in_words(findings) or nothing, blocking, now)


def _close(row: Version, reason: str, rules: list[str], now: datetime) -> None:
    row.state, row.reason, row.closed_at = (
        Version.State.UNREADABLE,
        reason[:_LONGEST_REASON],
        now,
    )
    row.save()
    _record("layer.unreadable", row, SYSTEM, now, rules=rules)


def _lock_waiting(version_id: UUID) -> Version | None:
    rows = Version.objects.select_for_update(of=("self",)).select_related("layer")
    return rows.filter(id=version_id, state=Version.State.READING).first()
