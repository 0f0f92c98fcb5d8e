"""Every text that can be sent to the API or typed in a form is cleaned, by one rule for all."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from django import forms
from django.urls import get_resolver
from ninja import Schema
from pydantic import BaseModel, Field

from drieluik.apps.sent_words import PlainWords, Words
from drieluik.config.api import api

CODES = {
    # who and what it is about, by code, number or id
    "partij", "partijen", "voorzitter_partij", "taak_partij", "aanwezig", "afgemeld", "afwezig",
    "bindt", "instemming", "geen_partij", "corporatie", "corporaties", "over", "met", "opvolger", "afspraken", "acties", "themas",
    "weggelaten", "tabellen", "kenmerk", "document", "koppeling", "link", "adres", "bronadres", "ChangeIn.plaats", "RemarkIn.plaats", "RemarkIn.gezien", "niveau",
    # one of a list
    "soort", "stand", "oorzaak", "aanleiding", "gevolgd", "hoe", "vraagt", "orgaan", "openbaarheid", "regel",
    "voor_wie", "halfjaar", "hoofdstuk", "richting", "uitsplitsing", "bron", "BasisIn.reden", "op_tijd", "begrijpelijk",
    "gehoord", "gelijk", "gedaan",
    # periods, amounts and the language of norms, which are read strictly
    "periode", "kwartaal", "kwartalen", "vanaf", "uiterlijk", "waarde", "mits_cijfer", "mits_richting", "mits_waarde", "tot", "tot_en_met", "marge",
    "kosten", "licht", "vergelijking",
    "dekking", "NormIn.tekst",
    # words that must be found again literally in a text
    "woorden",
    # postcodes and coordinates, read strictly and never kept
    "PlacesIn.plaatsen",
}  # fmt: skip
"""What is no free text in the API: a name everywhere, or in one schema."""

CODES_IN_FORMS = {
    # numbers, addresses and amounts
    "number", "theme_number", "letter", "clauses", "link", "value", "upper", "margin", "condition_value", "cost",
    "cover", "code",
    # the language of norms and of house rules, read strictly by a reader of their own
    "NormForm.text", "RulesForm.text",
    # words that must be found again literally in a text
    "CommentForm.words", "DoubtForm.words",
    # coordinates
    "OwnAreaForm.drawing", "PlacesForm.places",
}  # fmt: skip
"""What is no free text in forms of pages."""


def test_every_free_text_sent_to_the_api_is_cleaned():
    raw = {name for name, cleaned in sent_texts() if not cleaned}

    assert {name for name in raw if not {name, name.split(".")[-1]} & CODES} == set()


def test_no_exception_for_the_api_has_gone_out_of_use():
    raw = {name for name, cleaned in sent_texts() if not cleaned}

    assert CODES - raw - {name.split(".")[-1] for name in raw} == set()


def test_every_free_text_typed_in_a_form_is_cleaned():
    assert get_resolver().url_patterns  # reads every view, and with it every form
    raw = {
        (f"{form.__name__}.{name}", name)
        for form in forms_of(forms.Form)
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField and not field.widget.is_hidden
    }

    assert {names for names in raw if not set(names) & CODES_IN_FORMS} == set()


def test_what_is_left_out_is_empty_and_what_is_pasted_becomes_words():
    class Sent(Schema):
        why: Words = Field("")

    assert Sent().why == ""
    assert Sent(why="<p>Vocht &amp; <b>schimmel</b></p>").why == "Vocht & schimmel"


def sent_texts() -> Iterator[tuple[str, bool]]:
    """Return every text in the body of an operation of the API, and whether it is cleaned."""
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                for model in operation.models:
                    if model.__ninja_param_source__ in ("form", "body"):
                        yield from _texts_of(model)


def _texts_of(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    for name, field in model.model_fields.items():
        yield from _texts(f"{model.__name__}.{name}", field.annotation, field.metadata)


def _texts(name: str, kind: Any, about: list[Any]) -> Iterator[tuple[str, bool]]:
    if get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        yield from _texts(name, inner, [*about, *more])
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _texts_of(kind)
    elif kind is str:
        yield name, any(isinstance(one, PlainWords) for one in about)
    else:
        for part in get_args(kind):
            yield from _texts(name, part, about)


def forms_of(parent: type[forms.Form]) -> Iterator[type[forms.Form]]:
    """Return every form of ours below one."""
    for form in parent.__subclasses__():
        if form.__module__.startswith("drieluik.apps"):
            yield form
        yield from forms_of(form)
