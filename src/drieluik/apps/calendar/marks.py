"""What was said to be done: the marks on items of the year, read and told apart by party.

An item is done when somebody marked it for all who must act, or when every party that must act
and takes part on its last day has marked it for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from drieluik.apps.calendar.models import ItemMark
from drieluik.apps.calendar.rows import Doing, MarkRow
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.cycle import CycleItem, Who

KIND_OF_PARTY = {
    Who.MUNICIPALITY: "municipality",
    Who.CORPORATION: "corporation",
    Who.TENANTS: "tenants",
    Who.COUNCIL: "council",
}
"""Which parties act as what; of care and the Minister nothing says which party it is."""


def doings(municipality_id: int, items: Iterable[CycleItem]) -> dict[str, Doing]:
    """Return for each item who said it is done, and who must act and did not."""
    wanted = list(items)
    marks = _standing(municipality_id, {item.id for item in wanted})
    parties = list_taking_part(municipality_id=municipality_id)
    return {item.id: _doing(marks.get(item.id, ()), _must_act(item, parties)) for item in wanted}


def list_history(*, municipality_id: int, item_id: str) -> list[MarkRow]:
    """Return all marks on an item with those that were taken back, the newest first."""
    rows = ItemMark.objects.filter(municipality_id=municipality_id, item_id=item_id)
    return [_row(one) for one in rows.select_related("party", "recorded_by").order_by("-id")]


def _standing(municipality_id: int, item_ids: set[str]) -> dict[str, list[MarkRow]]:
    newest: dict[tuple[str, int | None], ItemMark] = {}
    rows = ItemMark.objects.filter(municipality_id=municipality_id, item_id__in=item_ids)
    for row in rows.select_related("party", "recorded_by").order_by("id"):
        newest[row.item_id, row.party_id] = row
    found: dict[str, list[MarkRow]] = defaultdict(list)
    for row in newest.values():
        if row.done:
            found[row.item_id].append(_row(row))
    return found


def _must_act(item: CycleItem, parties: list[TakingPart]) -> Mapping[int, str]:
    kinds = {KIND_OF_PARTY.get(who) for who in item.who}
    return {
        one.party_id: one.name
        for one in parties
        if one.kind in kinds and one.takes_part(item.last_on)
    }


def _doing(marks: Iterable[MarkRow], must_act: Mapping[int, str]) -> Doing:
    marked = {mark.party_id for mark in marks}
    for_all = None in marked
    return Doing(
        marks=tuple(marks),
        must_act=tuple(must_act.items()),
        waiting=() if for_all else tuple(one for one in must_act.items() if one[0] not in marked),
        is_done=for_all or (bool(must_act) and set(must_act) <= marked),
    )


def _row(row: ItemMark) -> MarkRow:
    return MarkRow(
        mark_id=row.pk,
        party_id=row.party_id,
        party=row.party.name if row.party else "",
        is_done=row.done,
        done_on=row.done_on,
        due_on=row.due_on,
        words=row.words,
        by=row.recorded_by.name,
        at=row.recorded_at,
    )
