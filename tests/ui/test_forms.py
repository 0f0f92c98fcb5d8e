"""How forms look: label, explanation and error stand together and know of each other."""

import pytest
from django import forms
from django.utils.translation import override

from drieluik.ui.gallery import SampleForm


class SmallForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals in het register.")
    reason = forms.CharField(label="Reden", required=False, widget=forms.Textarea)
    code = forms.CharField(widget=forms.HiddenInput)
    address = forms.CharField(
        label="Adres", widget=forms.TextInput(attrs={"placeholder": "Adres", "class": "breed"})
    )


def _shown(form: forms.Form) -> str:
    with override("nl"):
        return str(form)


def test_a_form_that_was_not_sent_has_no_errors():
    shown = _shown(SmallForm())

    assert "error-summary" not in shown
    assert "invalid" not in shown


def test_all_errors_stand_at_the_top_with_a_link_to_their_field():
    shown = _shown(SmallForm({}))

    assert '<a href="#id_name">Naam: Dit veld is verplicht.</a>' in shown
    assert '<a href="#id_address">Adres: Dit veld is verplicht.</a>' in shown
    assert "data-focus" in shown


def test_an_error_of_a_hidden_field_is_not_lost():
    assert "<li>Dit veld is verplicht.</li>" in _shown(SmallForm({"name": "a", "address": "b"}))


def test_a_field_knows_its_explanation_and_its_error():
    shown = _shown(SmallForm({}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_only_what_may_be_left_out_is_marked():
    shown = _shown(SmallForm())

    assert shown.count("niet verplicht") == 1


def test_a_placeholder_that_repeats_the_label_is_left_out():
    assert "placeholder" not in _shown(SmallForm())


def test_a_class_of_the_form_itself_is_kept():
    assert 'class="breed utrecht-textbox utrecht-textbox--html-input"' in _shown(SmallForm())


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("name", "utrecht-textbox"),
        ("on", "utrecht-textbox"),
        ("role", "utrecht-select"),
        ("route", "choices"),
        ("file", "file-input"),
        ("reason", "utrecht-textarea"),
        ("agreed", "choice"),
    ],
)
def test_every_kind_of_field_has_its_class(field, name):
    assert f'class="{name}' in str(SampleForm()[field])


def test_a_label_cannot_carry_markup():
    class Hostile(forms.Form):
        name = forms.CharField(label="<script>x</script>")

    assert "<script>x" not in _shown(Hostile({}))
