"""Bringing in works: a first edition, a next one, what it serves, withdrawing. Each one whole act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.attachments import look_through
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.library import policies
from drieluik.apps.library.models import Edition, Work
from drieluik.apps.library.selectors import SUFFIX
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition as it is brought in: what is said of it, and a file or a link.

    Attributes:
        kind: One of ``Edition.Kind``.
        title: Its title.
        author: Organisation that wrote it.
        dated_on: Day that stands on it.
        summary: What it says, in plain words.
        publicness: One of ``Edition.Publicness``.
        ground: Why only the own party may read it; empty otherwise.
        file_name: Name of the file; empty with a link.
        content: Its bytes.
        link: Address of a page elsewhere; empty with a file.
    """

    kind: str
    title: str
    author: str
    dated_on: date
    summary: str
    publicness: str
    ground: str = ""
    file_name: str = ""
    content: bytes = b""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """What a work serves: numbers of themes, stable ids of agreements."""

    themes: tuple[str, ...] = ()
    clause_ids: tuple[UUID, ...] = ()


def add_work(
    *,
    municipality_id: int,
    party_id: int,
    edition: NewEdition,
    served: Served,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Put a work in the library with its first edition.

    The file is read before anything is locked, so that a long file holds up nobody.

    Raises:
        NotAllowed: The actor may not write for this party here.
        WrongState: Something is missing or cannot be; all faults are named.

    Changes:
        One ``Work`` with one ``Edition``, possibly one kept file; one event ``work.added``.
    """
    policies.check_may_add(actor, municipality_id=municipality_id, party_id=party_id)
    fields = _checked(edition, now)
    _check_served(municipality_id, served)
    with transaction.atomic():
        work = Work.objects.create(
            municipality_id=municipality_id, party_id=party_id, themes=sorted(served.themes)
        )
        work.clauses.set(served.clause_ids)  # type: ignore[arg-type]  # ids will do
        _write(work, 1, edition, fields, (actor, now))
        _record("work.added", work, actor, now, publicness=edition.publicness)
    return work.id


def add_edition(*, work_id: UUID, edition: NewEdition, actor: Actor, now: datetime) -> int:
    """Let a next edition take the place of the newest; the older ones stay readable.

    Raises:
        NotAllowed: The actor may not write for the party that brought the work in.
        WrongState: The work was withdrawn, or the edition cannot be taken in.

    Changes:
        One ``Edition``, possibly one kept file; one event ``work.edition_added``.
    """
    _check_may_change(Work.objects.get(id=work_id), actor)
    fields = _checked(edition, now)
    with transaction.atomic():
        work = _lock(work_id)
        _check_may_change(work, actor)
        policies.check_is_there(work)
        newest = work.editions.order_by("-number").first()
        if newest is None:
            raise ValueError(f"work {work_id} has no edition")
        if (newest.content_hash, newest.link) == (fields["content_hash"], fields["link"]):
            raise WrongState(_("This is the same file or link as the newest edition."))
        number: int = newest.number + 1
        _write(work, number, edition, fields, (actor, now))
        _record("work.edition_added", work, actor, now, number=number)
    return number


@transaction.atomic
def change_served(*, work_id: UUID, served: Served, actor: Actor, now: datetime) -> None:
    """Say anew which themes and agreements a work serves.

    Raises:
        NotAllowed: The actor may not write for the party that brought the work in.
        WrongState: The work was withdrawn, or a theme or agreement is not there.

    Changes:
        The links of the ``Work``; one event ``work.links_changed``.
    """
    work = _lock(work_id)
    _check_may_change(work, actor)
    policies.check_is_there(work)
    _check_served(work.municipality_id, served)
    work.themes = sorted(served.themes)
    work.save(update_fields=["themes"])
    work.clauses.set(served.clause_ids)  # type: ignore[arg-type]  # ids will do
    ids = sorted(str(one) for one in served.clause_ids)
    _record("work.links_changed", work, actor, now, themes=work.themes, clauses=ids)


@transaction.atomic
def withdraw_work(*, work_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take a work out of use: its title and the reason stay, its file opens for its party only.

    Raises:
        NotAllowed: The actor may not write for the party that brought the work in.
        WrongState: It was withdrawn already, or no reason is given.

    Changes:
        ``Work`` to withdrawn; one event ``work.withdrawn``.
    """
    work = _lock(work_id)
    _check_may_change(work, actor)
    policies.check_is_there(work)
    policies.check_has_reason(reason)
    work.withdrawn_by_id, work.withdrawn_at = person(actor), now
    work.withdrawal_reason = reason.strip()[:500]
    work.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    _record("work.withdrawn", work, actor, now)


def _lock(work_id: UUID) -> Work:
    return Work.objects.select_for_update().get(id=work_id)


def _check_may_change(work: Work, actor: Actor) -> None:
    policies.check_may_add(actor, municipality_id=work.municipality_id, party_id=work.party_id)


def _checked(edition: NewEdition, now: datetime) -> dict[str, Any]:
    """Return the fields of file or link; refuse what is wrong, all at once."""
    faults = list(_faults(edition, now))
    if faults:
        raise WrongState(" ".join(faults))
    return _file_of(edition) if edition.content or edition.file_name else _link_of(edition)


def _faults(edition: NewEdition, now: datetime) -> Sequence[str]:
    own_only = edition.publicness == Edition.Publicness.PARTY
    has_file = bool(edition.content or edition.file_name)
    checks = (
        (edition.kind in Edition.Kind.values, _("Say what kind of work it is.")),
        (edition.publicness in Edition.Publicness.values, _("Say who may read it.")),
        (edition.title.strip(), _("A work needs a title.")),
        (edition.author.strip(), _("Say which organisation wrote it.")),
        (edition.summary.strip(), _("Say in plain words what it is about.")),
        (edition.dated_on <= timezone.localdate(now), _("The day of a work lies in the future.")),
        (edition.ground.strip() or not own_only, _("Say why only your own party may read it.")),
        (has_file != bool(edition.link.strip()), _("Choose a file, or give a link: one of both.")),
    )
    return [sentence for holds, sentence in checks if not holds]


def _file_of(edition: NewEdition) -> dict[str, Any]:
    file = look_through(edition.content, edition.file_name)
    return {
        "file_name": file.file_name,
        "content_hash": file.content_hash,
        "n_bytes": file.n_bytes,
        "text": file.text.replace("\x00", ""),
        "n_words": file.n_words,
        "link": "",
    }


def _link_of(edition: NewEdition) -> dict[str, Any]:
    link = edition.link.strip()
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError as error:
        raise WrongState(_("Give a whole address that begins with https://.")) from error
    if len(link) > 500:
        raise WrongState(_("This address is too long."))
    return {"link": link, "content_hash": "", "file_name": ""}


def _check_served(municipality_id: int, served: Served) -> None:
    clauses = list_clauses(municipality_id)
    known_themes = {clause.theme_number for clause in clauses}
    known_ids = {clause.clause_id for clause in clauses}
    if not set(served.themes) <= known_themes or not set(served.clause_ids) <= known_ids:
        raise WrongState(_("This theme or agreement is not in the register."))


def _write(
    work: Work,
    number: int,
    edition: NewEdition,
    fields: dict[str, Any],
    by: tuple[Actor, datetime],
) -> None:
    actor, now = by
    if edition.content:
        kept_files.keep_original(edition.content, SUFFIX)
    own_only = edition.publicness == Edition.Publicness.PARTY
    Edition.objects.create(
        work=work,
        number=number,
        kind=edition.kind,
        title=edition.title.strip()[:200],
        author=edition.author.strip()[:200],
        dated_on=edition.dated_on,
        summary=edition.summary.strip(),
        publicness=edition.publicness,
        ground=edition.ground.strip()[:300] if own_only else "",
        added_by_id=person(actor),
        added_at=now,
        **fields,
    )


def _record(name: str, work: Work, actor: Actor, now: datetime, **facts: object) -> None:
    audit.record(
        name=name,
        subject=("work", work.id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=work.party_id),
        facts=facts,
    )
