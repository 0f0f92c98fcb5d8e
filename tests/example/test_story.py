"""The story of the deliveries: how far each of them is."""

from drieluik.apps.deliveries.soft_rules import soft_rules
from drieluik.core.tables import table
from drieluik.example import parties, story
from drieluik.example.deliveries import periods
from drieluik.example.story import DeliveryState


def test_every_corporation_and_period_has_one_step_that_is_not_a_replacement() -> None:
    steps = [(s.party, s.period) for s in story.delivery_steps() if not s.replaces]

    assert steps == [(c.code, p) for p in periods() for c in parties.corporations()]


def test_all_states_occur_and_only_the_last_period_is_unfinished() -> None:
    unfinished = [s for s in story.delivery_steps() if s.state is not DeliveryState.ACCEPTED]

    assert {s.state for s in story.delivery_steps()} == set(DeliveryState)
    assert {s.period for s in unfinished} == {periods()[-1]}


def test_de_veste_is_missing_in_the_last_period() -> None:
    missing = [s for s in story.delivery_steps() if s.state is DeliveryState.MISSING]

    assert [(s.party, s.period, s.delivered_on) for s in missing] == [
        ("de-veste", periods()[-1], None)
    ]


def test_the_faulty_draft_replaces_an_accepted_delivery() -> None:
    (draft,) = [s for s in story.delivery_steps() if s.faulty]
    accepted = [
        s
        for s in story.delivery_steps()
        if (s.party, s.period, s.replaces) == (draft.party, draft.period, False)
    ]

    assert draft.state is DeliveryState.CHECKED
    assert draft.replaces
    assert [s.state for s in accepted] == [DeliveryState.ACCEPTED]


def test_days_follow_each_other_and_lie_before_today() -> None:
    for step in story.delivery_steps():
        days = [step.period.last_day, step.delivered_on, step.signed_on, step.accepted_on]
        known = [day for day in days if day is not None]

        assert known == sorted(known)
        assert known[-1] <= story.today()


def test_confirmations_name_a_rule_of_a_contract_and_a_reason() -> None:
    for entry in story.confirmations():
        assert entry.rule in {rule.id for rule in table(entry.table).rules} | {"sheet_empty"}
        assert len(entry.reason_nl) > 20


def test_what_is_waived_is_a_rule_that_only_asks() -> None:
    assert story.waived_rules()
    assert [one.rule for one in story.waived_rules() if one.rule not in soft_rules()] == []
