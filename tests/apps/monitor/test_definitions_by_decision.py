"""Definitions by consent: proposed, decided, counted over the years, and no light that changes."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.agreements.extensions import definitions_now
from drieluik.apps.agreements.proposals.defining import (
    definition_key,
)
from drieluik.apps.agreements.proposals.editing import ProposedEdit, from_json, to_json
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.proposals.rivals import rivals
from drieluik.apps.agreements.services import rebase_proposal
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import (
    AdoptedDefinition,
    BesideSeries,
    BesideValue,
    Calculation,
    NormVersion,
    Standing,
)
from drieluik.apps.monitor.selectors.definitions import card_for, get_definitions
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.repeated import repeat_all
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.amendments.edits.conflicts import Touch
from drieluik.jobs.monitor import complete_series
from tests.factories.definitions import (
    LATER,
    NORM,
    STOCK,
    adopted,
    end_definition,
    place_with_stock,
    set_definition,
)
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party
from tests.factories.proposals import adopt, delegate, make_proposal
from tests.factories.traces import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return place_with_stock()


def _said(*edits):
    with pytest.raises(WrongState) as refusal:
        make_proposal(*edits, now=NOW)
    return str(refusal.value)


def _light(place, period):
    found = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in found.clauses if clause.number == "2.1")
    return found.standing(clause, period).norms[0]


def test_an_edit_of_a_definition_is_read_back_as_it_was_kept():
    for one in (set_definition(meaning="Hoeveel.", audience="partners"), end_definition()):
        assert from_json(*to_json(one)) == one


def test_another_definition_asks_every_side_and_tells_both_ways_of_counting(place):
    change = set_definition(limits="Geen kamers.\nGeen garages.")
    proposal = make_proposal(change, now=NOW)

    (subject,) = get_standing(proposal.id, NOW).subjects
    refused(lambda: adopt(proposal, now=LATER))

    assert subject.subject.label == "Definitie van DAEB-woningen"
    assert {one.partner.kind for one in subject.consent.asked} == {
        "municipality", "corporation", "tenants",
    }  # fmt: skip
    said = change.edit.sentences
    assert "Toen: Woningen met het label DAE, geteld." in said
    assert "Vanaf nu: Woningen met het label DAE die geen kamer zijn, geteld." in said
    assert any("Kamers tellen niet meer mee" in one for one in said)
    assert any("Geen kamers. Geen garages." in one for one in said)
    assert not AdoptedDefinition.objects.exists()


def test_a_decided_version_counts_from_then_and_its_decision_and_consents_are_kept(place):
    proposal, outcome = adopted(set_definition(meaning="Zonder kamers."))

    row = AdoptedDefinition.objects.get()
    assert (row.version, row.from_period, row.number) == (2, "2021-1", 1)
    assert row.version_of_register.number == outcome.version_number
    assert row.grounds == "Bestuurlijk Overleg 2 maart 2020, besluit 1"
    assert row.proposal_id == proposal.id
    assert len(row.consents) == 4
    assert {one["position"] for one in row.consents} == {"stemt in"}
    definitions = get_definitions(municipality_id=place.id)
    assert definitions.card_in("daeb-dwellings", "2020-2").version == 1
    assert definitions.card_in("daeb-dwellings", "2021-1").meaning_nl == "Zonder kamers."
    event = AuditEvent.objects.get(name="definition.adopted")
    assert (event.facts["version"], event.facts["from_period"]) == (2, "2021-1")


def test_a_half_year_with_figures_keeps_its_version_whatever_the_day_of_the_decision(place):
    before = list(Calculation.objects.values_list("id", flat=True))

    adopted(set_definition(), in_force_from=date(2020, 7, 1))

    assert AdoptedDefinition.objects.get().from_period == "2021-1"
    assert services.outdated_periods(municipality_id=place.id) == []
    assert list(Calculation.objects.values_list("id", flat=True)) == before


def test_the_back_series_is_counted_beside_and_changes_no_figure_or_light(place):
    make_norm(place, text=NORM.format(target="minstens 6"))
    before = list(Standing.objects.order_by("id").values_list("id", "light", "value"))
    assert _light(place, "2020-1").light == "on_course"
    adopted(set_definition())
    assert services.periods_lacking_series(municipality_id=place.id) == ["2020-1", "2020-2"]

    done = complete_series.call(place.id)

    assert done == ["2020-1", "2020-2"]
    totals = BesideValue.objects.filter(level="total", period="2020-1")
    assert [row.value for row in totals] == [4.0]
    assert list(Standing.objects.order_by("id").values_list("id", "light", "value")) == before
    light = _light(place, "2020-1")
    assert (light.light, light.version) == ("on_course", 1)
    assert complete_series.call(place.id) == []
    assert BesideSeries.objects.count() == 2


def test_a_back_series_that_was_broken_off_goes_on_where_it_stopped(place):
    adopted(set_definition())
    services.complete_series(municipality_id=place.id, period="2020-1", actor=SYSTEM, now=LATER)
    with transaction.atomic():
        services.complete_series(municipality_id=place.id, period="2020-2", actor=SYSTEM, now=LATER)
        transaction.set_rollback(True)

    assert services.periods_lacking_series(municipality_id=place.id) == ["2020-2"]
    assert complete_series.call(place.id) == ["2020-2"]
    assert AuditEvent.objects.filter(name="series.calculated").count() == 2


def test_a_decision_puts_the_back_series_in_the_queue_once(place):
    adopted(set_definition(), set_definition("vacancy-share"))

    queued = DBTaskResult.objects.filter(task_path=complete_series.module_path)
    assert queued.count() == 1


def test_a_new_half_year_counts_by_the_new_version_with_the_old_one_beside(place):
    adopted(set_definition())
    complete_series.call(place.id)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)

    row = calculate(place, "2021-1", now=LATER)

    assert row.definition_versions["daeb-dwellings"] == 2
    beside = BesideSeries.objects.get(calculation_id=row.id)
    assert beside.version == 1
    assert beside.values.get(level="total", period="2021-1").value == 6.0
    assert all(not one.differing and not one.other_versions for one in repeat_all(place))


def test_a_correction_of_an_old_half_year_is_counted_by_both_versions(place):
    adopted(set_definition())
    complete_series.call(place.id)
    accept_figures(
        place,
        party_code="corporatie-b",
        period="2020-1",
        dwellings={k: v[:1] for k, v in STOCK.items()},
    )

    row = calculate(place, "2020-1", now=LATER)

    assert row.definition_versions["daeb-dwellings"] == 1
    (beside,) = BesideSeries.objects.filter(calculation_id=row.id)
    assert beside.values.get(level="total").value == 3.0


def test_a_norm_asks_to_be_confirmed_again_when_its_figure_counts_otherwise(place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    assert [row.version for row in NormVersion.objects.filter(norm_text=norm)] == [1]
    adopted(set_definition())
    complete_series.call(place.id)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)
    calculate(place, "2021-1", now=LATER)

    light = _light(place, "2021-1")
    assert (light.light, light.must_be_confirmed) == ("unknown", True)
    assert "versie 2" in light.reason
    with pytest.raises(NotAllowed):
        services.confirm_norm_again(
            norm_text_id=norm.id,
            actor=make_actor("editor", party=make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place), municipality=place),
            now=LATER,
        )  # fmt: skip
    again = {"norm_text_id": norm.id, "actor": make_steward(place), "now": LATER}
    assert services.confirm_norm_again(**again) == [("daeb-dwellings", 2)]
    refused(lambda: services.confirm_norm_again(**again))

    light = _light(place, "2021-1")
    assert (light.light, light.version, light.trend) == ("off_course", 2, None)
    assert _light(place, "2020-1").version == 1


def test_a_comparison_with_last_year_takes_last_year_by_the_same_version(place):
    make_norm(place, text=NORM.format(target="hoger dan vorig jaar"))
    adopted(set_definition())
    complete_series.call(place.id)
    more = {name: [*column, column[0]] for name, column in STOCK.items()}
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=more)

    calculate(place, "2021-1", now=LATER)

    # four without rooms in 2020-1, six in 2021-1; by the old version it was six already
    standing = Standing.objects.get(calculation__period="2021-1", party_code="")
    assert standing.light == "on_course"


def test_a_norm_of_the_same_decision_is_agreed_with_the_new_version(place):
    from drieluik.apps.agreements.proposals.norming import ChangeNorm

    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    change = ProposedEdit(
        ChangeNorm(
            str(uuid4()), str(norm.norm_id), str(norm.norm.clause_id), norm.number, norm.text,
            NORM.format(target="minstens 4"), "Zonder kamers.",
        )
    )  # fmt: skip

    adopted(set_definition(), change)

    newest = norm.norm.texts.order_by("-number").first()
    assert [row.version for row in newest.versions.all()] == [2]


def test_a_figure_that_norms_test_by_is_not_taken_out_of_the_catalogue(place):
    make_norm(place, text=NORM.format(target="minstens 6"))

    assert "Normen toetsen aan dit cijfer: DAEB-woningen: minstens 6." in _said(
        end_definition("daeb-dwellings")
    )


def test_a_figure_taken_out_is_no_longer_calculated_and_stays_readable(place):
    adopted(end_definition())
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)

    row = calculate(place, "2021-1", now=LATER)

    assert "vacancy-share" not in row.definition_versions
    assert card_for(municipality_id=place.id, indicator_id="vacancy-share").version == 1
    assert "vacancy-share" in Calculation.objects.get(period="2020-1").definition_versions


def test_a_figure_counts_on_request_only_after_a_decision(place):
    assert "daeb-rooms" not in Calculation.objects.get(period="2020-1").definition_versions

    adopted(set_definition("daeb-rooms", 1, was=0))
    complete_series.call(place.id)

    assert [row.value for row in BesideValue.objects.filter(level="total", period="2020-1")] == [
        2.0
    ]
    cards = get_definitions(municipality_id=place.id).cards_in("2021-1")
    assert "daeb-rooms" in {card.id for card in cards}


def test_an_edit_about_what_counts_otherwise_by_now_is_stale(place):
    open_one = make_proposal(set_definition("vacancy-share"), now=NOW)
    adopted(set_definition("vacancy-share", meaning="Alleen DAEB."))

    refusal = refused(
        lambda: rebase_proposal(
            proposal_id=open_one.id, step=0, actor=delegate("corporatie-a"), now=LATER
        )
    )

    assert "versie 2" in get_outcome(open_one.id).objection
    assert refusal


def test_two_of_the_same_definition_and_a_version_that_is_not_there_are_faults(place):
    assert "twee keer" in _said(set_definition(), set_definition())
    assert "niet meer" in _said(set_definition(becomes=7))


def test_two_open_proposals_about_one_definition_stand_beside_each_other(place):
    make_proposal(set_definition(meaning="Zonder kamers."), now=NOW)
    make_proposal(set_definition(meaning="Anders."), now=NOW)

    (rivalry,) = rivals(place.id, SYSTEM).rivalries

    assert rivalry.touch is Touch.SAME_MATTER
    assert rivalry.subject == "Definitie van DAEB-woningen"


def test_who_may_see_a_figure_follows_the_decision(place):
    council = make_actor("reader", party=make_party(code="raad", kind="council", municipality=place), municipality=place)  # fmt: skip
    card = card_for(municipality_id=place.id, indicator_id="vacancy-share")
    assert Sight(council, place.id).shows_party(card, "corporatie-a")

    adopted(set_definition("vacancy-share", 1, audience="partners"))

    assert not Sight(council, place.id).shows_party(card, "corporatie-a")


def test_the_database_keeps_what_was_decided_and_what_was_counted_beside(place):
    adopted(set_definition())
    complete_series.call(place.id)

    for table in ("adopteddefinition", "besideseries", "besidevalue"):
        for act in (f"DELETE FROM monitor_{table}", f"UPDATE monitor_{table} SET id = id"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptedDefinition.objects.create(
            municipality=place, indicator_id="evictions", number=1, version=2, grounds="x",
            recorded_at=NOW,
        )  # fmt: skip


def test_what_counts_now_is_told_to_proposals_with_the_norms_that_test_by_it(place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))

    now = definitions_now(place.id)

    assert now["daeb-dwellings"].norms == {str(norm.norm_id): "DAEB-woningen: minstens 6"}
    assert (now["daeb-rooms"].version, now["daeb-rooms"].counts) == (0, False)
    assert UUID(definition_key("daeb-rooms"))
