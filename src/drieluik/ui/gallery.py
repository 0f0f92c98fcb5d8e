"""A form with every kind of field, only for the gallery of components."""

from django import forms
from django.utils.translation import gettext_lazy as _

_KINDS = [("one", _("First choice")), ("two", _("Second choice"))]


class SampleForm(forms.Form):
    """One field of each kind that pages use."""

    name = forms.CharField(label=_("Name"), help_text=_("As it should be shown to others."))
    how_many = forms.IntegerField(label=_("Number of dwellings"), min_value=0)
    on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(label=_("Role"), choices=_KINDS)
    route = forms.ChoiceField(label=_("Route"), choices=_KINDS, widget=forms.RadioSelect)
    file = forms.FileField(label=_("Workbook"), help_text=_("An .xlsx file of at most 50 MB."))
    reason = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label=_("I have checked these figures"), required=False)
