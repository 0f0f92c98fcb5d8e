"""How a line of the year stands in words, and where it stands on the page."""

from django import template
from django.utils.translation import gettext as _

from drieluik.apps.calendar.rows import YearItem
from drieluik.core.cycle import CycleItem, Sort, Urgency
from drieluik.core.findings import Finding, Severity, action_nl, message_nl

register = template.Library()


@register.filter
def standing(line: YearItem) -> tuple[str, str] | None:
    """Say how a line stands today: the kind of state and its words; None when nothing is asked."""
    if line.item.cancelled_nl is not None:
        return "replaced", _("not held")
    held = line.item.sort is Sort.MEETING
    words = {
        Urgency.DONE: ("done", _("held") if held else _("noted as done")),
        Urgency.PAST_DUE: ("refused", _("late")),
        Urgency.PAST: ("replaced", _("gone by")),
        Urgency.SOON: ("open", _("soon")),
        Urgency.OPEN: ("busy", _("now")),
    }
    return words.get(line.urgency)


@register.filter
def place(item: CycleItem) -> str:
    """Name the place of an item on the page."""
    return f"punt-{item.id.replace(':', '-')}"


@register.filter
def message(finding: Finding) -> str:
    """Say what is wrong."""
    return message_nl(finding)


@register.filter
def what_to_do(finding: Finding) -> str:
    """Say what can be done about it."""
    return action_nl(finding)


@register.filter
def gravity(finding: Finding) -> str:
    """Say how grave it is; a calendar asks for no confirmation, it only tells."""
    words = {
        Severity.BLOCKS: _("Impossible"),
        Severity.CONFIRM: _("Please note"),
        Severity.REMARK: _("Remark"),
    }
    return words[finding.severity]
