"""Which file of a half-year is the one that stands, decided when its check has read it.

A file takes the place of an earlier unsigned one only once its check shows that it is a workbook
of this corporation and half-year. Until then, and when it is not, the earlier one stays: a wrong
file never costs what was handed in before.
"""

from collections.abc import Iterable

from drieluik.apps.deliveries.models import Delivery

State = Delivery.State


def take_place(
    delivery: Delivery, siblings: Iterable[Delivery], *, is_wrong_file: bool
) -> list[Delivery]:
    """Give a delivery whose check has ended its state; returns the earlier ones it replaces.

    Two files of one half-year may be checked at the same time. The newest right one stands,
    whichever check ends first: an older one finds itself replaced before its own check ends.

    Changes:
        The state of the delivery, not saved yet; the earlier unsigned ones to replaced.
    """
    if is_wrong_file:
        delivery.state = State.SET_ASIDE
        return []
    delivery.state = State.CHECKED
    earlier = [one for one in siblings if one.number < delivery.number]
    replaced = [one for one in earlier if one.state in Delivery.OPEN]
    for old in replaced:
        old.state, old.replaced_by, old.version = State.REPLACED, delivery, old.version + 1
        old.save(update_fields=["state", "replaced_by", "version"])
    return replaced
