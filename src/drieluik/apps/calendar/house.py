"""The rules of a municipality's year: of the law, and of its own house rules."""

from django.utils.translation import gettext as _

from drieluik.apps.calendar.models import HouseRules
from drieluik.apps.errors import WrongState
from drieluik.core.cycle import RuleBook, RuleFileError, default_rule_book, rule_book


def newest_rules(municipality_id: int) -> HouseRules | None:
    """Return the house rules that hold now, or None when there are none."""
    return HouseRules.objects.filter(municipality_id=municipality_id).order_by("-number").first()


def book_of(newest: HouseRules | None) -> RuleBook:
    """Join house rules with the law; without house rules the proposals of Drieluik hold.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    if newest is None:
        return default_rule_book()
    try:
        return rule_book(newest.text)
    except RuleFileError as error:
        raise WrongState(
            _("The house rules can no longer be read: %(reason)s. Record them anew.")
            % {"reason": error}
        ) from error
