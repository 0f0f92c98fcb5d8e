"""A layer that the set-up brings in at once: its card and the figures of a file."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import content_hash, keep_original
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.services.cards import NewCard, add_card, record
from drieluik.apps.layers.services.importing import Said, check_can_be_handed_in
from drieluik.apps.layers.services.versions import in_use, put_in_use
from drieluik.apps.layers.stored import SUFFIX, figures_to_json, report_of
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.layers import LayerReading


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file with figures and what was read of it.

    Attributes:
        content: Its bytes.
        name: Its name.
        said: What is said of it.
        reading: What ``core.layers`` read of it, with the question of ``question_about``.
        explanation: Why the points to confirm are no fault.
    """

    content: bytes
    name: str
    said: Said
    reading: LayerReading
    explanation: str = ""


@transaction.atomic
def load_layer(
    *,
    municipality_id: int,
    party_id: int,
    card: NewCard,
    file: LoadedFile,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Put the figures of a file in use as a layer, or as a new version of the layer of that name.

    Returns:
        The id of the layer.

    Raises:
        NotAllowed: The actor is not the system.
        WrongState: The card is not complete, or the file has faults that block.

    Changes:
        One ``Layer`` with its ``Card`` when there was none of this name, a ``Card`` when its words
        differ, and one ``Version`` in use; one event ``layer.loaded``. Nothing when the very same
        is in use.
    """
    check_may_set_up(actor)
    lock_municipality(municipality_id)
    if file.reading.is_blocked or not file.reading.values:
        raise WrongState(_("Put the faults in the file right first, and read it in again."))
    layer = _layer_named(municipality_id, party_id, card.name)
    if layer is not None and _is_the_same(layer, card, file):
        return layer.id
    if layer is None:
        layer = Layer.objects.create(municipality_id=municipality_id, party_id=party_id)
    _put_card(layer, card, now)
    name = check_can_be_handed_in(layer, file.content, file.name, file.said)
    row = Version(
        layer=layer,
        state=Version.State.READ,
        about_from=file.said.about_from,
        about_until=file.said.about_until,
        asked={"year": file.said.year, "column": file.said.column, "scale": file.said.scale},
        year=file.reading.year,
        figures=figures_to_json(file.reading.values),
        report=report_of(file.reading),
        file_name=name,
        content_hash=keep_original(file.content, SUFFIX),
        n_bytes=len(file.content),
        explanation=file.explanation[:500],
        added_at=now,
    )
    put_in_use(row, user_id=actor.user_id, now=now)
    facts = {"title": card.name, "version": str(row.id), "content_hash": row.content_hash}
    record("layer.loaded", layer, actor, now, **facts)
    return layer.id


def _layer_named(municipality_id: int, party_id: int, name: str) -> Layer | None:
    rows = Layer.objects.filter(
        municipality_id=municipality_id, party_id=party_id, withdrawn_at=None
    ).prefetch_related("cards")
    return next((row for row in rows if row.cards.all()[0].name == name.strip()), None)


def _is_the_same(layer: Layer, card: NewCard, file: LoadedFile) -> bool:
    found = in_use(layer)
    return (
        found is not None
        and found.content_hash == content_hash(file.content)
        and found.about_from == file.said.about_from
        and found.figures == figures_to_json(file.reading.values)
        and _has_card(layer, card)
    )


def _has_card(layer: Layer, card: NewCard) -> bool:
    last: Card | None = layer.cards.order_by("-number").first()
    return last is not None and all(
        getattr(last, name) == value for name, value in asdict(card).items()
    )


def _put_card(layer: Layer, card: NewCard, now: datetime) -> None:
    if not _has_card(layer, card):
        last: Card | None = layer.cards.order_by("-number").first()
        add_card(layer, card, number=last.number + 1 if last else 1, user_id=None, now=now)
