"""Definitions in proposals, and figures over two half-years that they count otherwise."""

from datetime import date, timedelta
from uuid import uuid4

from drieluik.apps.agreements.proposals.defining import (
    EndDefinition,
    SetDefinition,
    definition_key,
)
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.organisations.models import Municipality
from tests.factories.monitor import NOW, accept_figures, calculate, make_place
from tests.factories.organisations import make_party
from tests.factories.proposals import adopt, all_agree, make_proposal

LATER = NOW + timedelta(days=1)
STOCK = {
    "daeb_label": ["DAE", "DAE", "NDA", "DAE"],
    "dwelling_type": ["APP", "KAM", "APP", "GRO"],
    "let_at_period_end": [True, False, False, True],
}
NORM = (
    'afspraak: 2.1\ncitaat: "vijfhonderd woningen betaalbaar"\nsoort: resultaat\n'
    "indicator: daeb-dwellings\nnorm: {target}\nperiode: halfjaar\nvoor: alle corporaties samen"
)


def place_with_stock() -> Municipality:
    """A municipality with three sides and figures over two half-years of 2020."""
    here = make_place()
    make_party(code="huurders-a", kind="tenants", municipality=here)
    for period in ("2020-1", "2020-2"):
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(here, party_code=code, period=period, dwellings=STOCK)
        calculate(here, period)
    return here


def set_definition(indicator_id="daeb-dwellings", becomes=2, *, was=1, number=0, **words):
    """A version of an indicator that should count, with own words."""
    own = {"meaning": "", "limits": "", "owner": "", "audience": ""} | words
    key = definition_key(indicator_id)
    return ProposedEdit(
        SetDefinition(
            str(uuid4()), key, indicator_id, number, was, becomes, reason="Kamers apart.", **own
        )
    )


def end_definition(indicator_id="vacancy-share", *, was=1, number=0):
    """An indicator that should no longer be calculated."""
    key = definition_key(indicator_id)
    return ProposedEdit(
        EndDefinition(str(uuid4()), key, indicator_id, number, was, "Niemand leest het.")
    )


def adopted(*edits, in_force_from=date(2021, 1, 1), now=NOW, **more):
    """Propose edits, let everybody agree and adopt them; return proposal and outcome."""
    proposal = make_proposal(*edits, now=now)
    all_agree(proposal, now=now)
    return proposal, adopt(
        proposal, in_force_from=in_force_from, now=now + timedelta(days=1), **more
    )
