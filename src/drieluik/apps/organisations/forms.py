"""Forms about members."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Membership
from drieluik.ui.forms import WordsField


class MemberForm(forms.Form):
    """Ask who gets which role."""

    name = WordsField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)


class MergerForm(forms.Form):
    """Ask which of one's own parties merges into which, and from which day."""

    party_id = forms.TypedChoiceField(label=_("Which party merges?"), coerce=int)
    heir_id = forms.TypedChoiceField(
        label=_("Into which party?"),
        coerce=int,
        help_text=_("Of the same kind. A new party is first set up by the technical manager."),
    )
    from_on = forms.DateField(
        label=_("From which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day on which the other party stands for it."),
    )
    grounds = WordsField(label=_("Where can this be read?"), max_length=300)

    def __init__(
        self,
        *args: Any,
        own: Sequence[tuple[int, str]],
        parties: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("party_id", own), ("heir_id", parties)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Choose")), *offered]


class TakeBackMergerForm(forms.Form):
    """Ask why a party did not merge after all."""

    reason = WordsField(label=_("Why is this taken back?"), max_length=300)
