"""Forms about members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Membership
from drieluik.ui.forms import WordsField


class MemberForm(forms.Form):
    """Ask who gets which role."""

    name = WordsField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
