"""Putting a remark beside a figure for a party, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import Overtaken, WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import FigureRemark, RemarkTakenBack
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import sheet_over
from drieluik.apps.monitor.selectors.remarks import PARTY, TOTAL, FigureAt, figures_beside
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor, person


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said, for which party.

    Attributes:
        party_id: The party that says it.
        text: The words.
        seen: Fingerprint of the calculation whose figures the writer saw; empty when the writer saw
            none.
    """

    party_id: int
    text: str
    seen: str = ""


@transaction.atomic
def write_remark(
    *, municipality_id: int, at: FigureAt, remark: Remark, actor: Actor, now: datetime
) -> FigureRemark:
    """Put the remark of a party beside a figure; what was written before stays.

    Raises:
        NotAllowed: The actor does not write for this party, or may not see this figure.
        WrongState: Nothing was calculated over the half-year, there is no such figure, or there
            are no words.
        Overtaken: The figures were calculated anew since the writer saw them.

    Changes:
        One ``FigureRemark``; one event ``remark.written``.
    """
    policies.check_may_remark(actor, municipality_id=municipality_id, party_id=remark.party_id)
    sight = Sight(actor, municipality_id)
    card = card_for(municipality_id=municipality_id, indicator_id=at.indicator_id, period=at.period)
    if at.level != TOTAL:
        policies.check_may_see_detail(
            actor,
            sight.audience(card),
            municipality_id=municipality_id,
            party_code=at.place if at.level == PARTY else "",
        )
    sheet = sheet_over(sight, card, at.period)
    known = {
        (one.level, one.place): one.value
        for one in figures_beside(sheet, municipality_id=municipality_id)
    }
    if sheet is None or (at.level, at.place) not in known:
        raise WrongState(_("There is no such figure over this half-year."))
    if remark.seen not in ("", sheet.calculation.input_hash):
        raise Overtaken(
            _(
                "The figures were calculated anew while you wrote. Look at them, and record your "
                "remark if it still holds."
            )
        )
    if not remark.text.strip():
        raise WrongState(_("Write down the remark of your party."))
    row: FigureRemark = FigureRemark.objects.create(
        municipality_id=municipality_id,
        indicator_id=at.indicator_id,
        period=at.period,
        level=at.level,
        place=at.place,
        value=known[(at.level, at.place)],
        party_id=remark.party_id,
        text=remark.text.strip(),
        written_by_id=person(actor),
        written_at=now,
    )
    _record("remark.written", row, (actor, now))
    return row


@transaction.atomic
def take_back_remark(
    *, municipality_id: int, remark_id: UUID, actor: Actor, now: datetime
) -> FigureRemark:
    """Take the remark of one's party back; its words stay readable, folded away.

    Raises:
        FigureRemark.DoesNotExist: There is none here.
        NotAllowed: The actor does not write for the party of the remark.
        WrongState: It was taken back already.

    Changes:
        One ``RemarkTakenBack``; one event ``remark.taken_back``.
    """
    row: FigureRemark = FigureRemark.objects.select_for_update().get(
        id=remark_id, municipality_id=municipality_id
    )
    policies.check_may_remark(actor, municipality_id=municipality_id, party_id=row.party_id)
    if RemarkTakenBack.objects.filter(remark=row).exists():
        raise WrongState(_("This remark has been taken back already."))
    RemarkTakenBack.objects.create(remark=row, taken_back_by_id=person(actor), taken_back_at=now)
    _record("remark.taken_back", row, (actor, now))
    return row


def _record(name: str, row: FigureRemark, by: tuple[Actor, datetime]) -> None:
    actor, now = by
    code = next(one.party_code for one in actor.standings if one.party_id == row.party_id)
    audit.record(
        name=name,
        subject=("figure_remark", row.id),
        actor=actor,
        now=now,
        party_code=code,
        facts={
            "municipality_id": row.municipality_id,
            "indicator": row.indicator_id,
            "period": row.period,
        },
    )
