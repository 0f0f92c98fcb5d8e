"""Every rule of who may, tried for every role of every kind of party: own party, another, elsewhere.

A rule that stands in no row of ``TABLE`` makes the tests fail. A row says who may do it for the own
party and who for another party of the same municipality; from elsewhere nobody ever may.
"""

import importlib
import inspect
import pkgutil
from types import SimpleNamespace

import pytest

import drieluik.apps
from drieluik.apps.organisations.actors import Actor, Standing
from drieluik.apps.policy import Policy
from drieluik.apps.reporting.kinds import kind
from drieluik.core.indicators.card import Audience
from tests.factories.organisations import ROLES

KINDS = ("municipality", "corporation", "tenants", "council", "other")
SIDES = KINDS[:3]
TABLE_KINDS = (*SIDES, "other")


def of(kinds, *roles):
    """Pairs of kind and role; all roles when none is named."""
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    return {(kind, role) for kind in kinds for role in roles or ROLES}


NOBODY: set[tuple[str, str]] = set()
ALL = of(KINDS)
RECORDERS = of("municipality", "editor", "steward")
STEWARD = of("municipality", "steward")
WRITERS = of(SIDES, "editor", "delegate")
ACTING = of(KINDS, "editor", "delegate", "controller", "steward")
LAYER_MAKERS = of(TABLE_KINDS, "steward") | of("corporation", "controller")
DELEGATES = of(KINDS, "delegate")

# rule, who may for the own party, who for another party here, what else the rule is asked about
TABLE = [
    # what recipients get
    ("exports check_may_set_exports", STEWARD, STEWARD, {}),
    ("exports check_may_approve_agreed", of("corporation", "controller"), NOBODY, {}),
    ("exports check_may_see_exports", ALL, of(SIDES), {}),
    # connections of programmes
    ("connections check_may_manage_connections", of(KINDS, "administrator"), NOBODY, {}),
    ("connections check_may_withdraw", of(KINDS, "administrator"), NOBODY, {}),
    ("connections check_may_give", of(KINDS, "administrator"), NOBODY, {"scopes": ["lezen"]}),
    ("connections check_may_give", NOBODY, NOBODY, {"scopes": ["aanleveren"]}),
    ("connections check_may_hand_in", of("corporation", "editor", "controller"), NOBODY, {}),
    # agreements, proposals and comments
    ("agreements check_may_record", RECORDERS, RECORDERS, {}),
    ("agreements check_may_open_import", of("municipality"), of("municipality"), {}),
    ("agreements check_may_close_years", STEWARD, STEWARD, {}),
    ("agreements.proposals check_may_propose", WRITERS, NOBODY, {}),
    ("agreements.proposals check_may_take_position", DELEGATES, NOBODY, {}),
    ("agreements.proposals check_may_approve", ALL - of(KINDS, "reader"), NOBODY, {}),
    ("agreements.proposals check_may_set_approvals", of(KINDS, "administrator"), NOBODY, {}),
    ("agreements.proposals check_may_set_consent_rule", STEWARD, STEWARD, {}),
    ("agreements.proposals check_may_rebase", WRITERS | RECORDERS, RECORDERS, {}),
    ("agreements.delegating check_may_delegate", DELEGATES, NOBODY, {}),
    ("agreements.delegating check_may_end", of(KINDS, "administrator"), NOBODY, {}),
    ("agreements.delegating check_may_end", ALL, NOBODY, {"user": 7}),
    ("agreements.commenting check_may_read_comments", of(SIDES), of(SIDES), {}),
    ("agreements.commenting check_may_comment", WRITERS, NOBODY, {}),
    ("agreements.commenting check_may_settle", WRITERS | RECORDERS, RECORDERS, {}),
    ("agreements.commenting check_may_withdraw_comment", NOBODY, NOBODY, {}),
    # meetings
    ("decisions check_may_plan", *[of("municipality", "editor", "delegate", "steward")] * 2, {}),
    ("decisions check_may_record", RECORDERS, RECORDERS, {}),
    ("decisions check_may_read", of(TABLE_KINDS), of(TABLE_KINDS), {}),
    ("decisions check_may_read_decisions", ALL, ALL, {}),
    ("decisions check_may_give_input", WRITERS, NOBODY, {}),
    ("decisions check_may_answer", of("corporation", "editor", "delegate"), NOBODY, {}),
    (
        "decisions check_may_record_delivery",
        RECORDERS | of(KINDS, "editor", "delegate"),
        RECORDERS,
        {},
    ),
    ("decisions check_may_finish_task", ACTING, RECORDERS, {}),
    # figures
    ("deliveries check_may_read", ALL, NOBODY, {}),
    ("deliveries check_may_deliver", of("corporation", "editor", "controller"), NOBODY, {}),
    ("deliveries check_may_sign", of("corporation", "controller"), NOBODY, {}),
    ("deliveries check_may_waive", of("corporation", "controller"), NOBODY, {}),
    ("deliveries check_may_open_rounds", STEWARD, STEWARD, {}),
    ("deliveries check_may_decide", STEWARD, STEWARD, {}),
    ("deliveries check_may_read_parts", of("municipality"), of("municipality"), {}),
    ("monitor check_may_write_norms", RECORDERS, RECORDERS, {}),
    ("monitor check_may_confirm_norms", STEWARD, STEWARD, {}),
    ("monitor check_may_record_definitions", STEWARD, STEWARD, {}),
    (
        "monitor check_may_ask_consequences",
        STEWARD | of("corporation", "editor", "controller"),
        STEWARD,
        {},
    ),
    ("monitor check_may_judge", of(KINDS, "controller", "delegate"), NOBODY, {}),
    ("monitor check_may_judge", NOBODY, NOBODY, {"bound_party_ids": ()}),
    ("monitor check_may_explain", WRITERS, NOBODY, {}),
    ("monitor check_may_read_explanations", of(TABLE_KINDS), of(TABLE_KINDS), {}),
    (
        "monitor check_may_remark",
        of(SIDES, "editor", "delegate", "controller", "steward"),
        NOBODY,
        {},
    ),
    ("monitor check_may_read_remarks", of(TABLE_KINDS), of(TABLE_KINDS), {}),
    ("monitor check_may_close_signals", RECORDERS, RECORDERS, {}),
    ("monitor check_may_lead_talks", RECORDERS, RECORDERS, {}),
    ("monitor check_may_open_rows", ALL, STEWARD, {}),
    ("monitor check_may_see_detail", of(SIDES), of(SIDES), {"audience": Audience.PARTNERS}),
    ("monitor check_may_see_detail", ALL, of("municipality"), {"audience": Audience.OWNER}),
    # the year, projects, library, evaluation, mails
    ("calendar check_may_read", ALL, ALL, {}),
    ("calendar check_may_set_rules", RECORDERS, RECORDERS, {}),
    ("calendar check_may_set_days", RECORDERS, RECORDERS, {}),
    ("calendar check_may_have_address", ALL, NOBODY, {}),
    ("calendar check_may_mark", ACTING, RECORDERS, {}),
    ("calendar check_may_mark", RECORDERS, RECORDERS, {"party_id": None}),
    ("calendar check_may_choose_mails", ALL, ALL, {}),
    ("projects check_may_see_persons", of(SIDES), of(SIDES), {}),
    ("projects check_may_report", of(KINDS, "editor"), of("municipality", "editor"), {}),
    ("projects check_may_tell_costs", of(KINDS, "editor"), of("municipality", "editor"), {}),
    ("projects check_may_name_leads", *[of("municipality", "editor")] * 2, {}),
    ("areas check_may_read_in", STEWARD, STEWARD, {}),
    ("areas check_may_add_own_area", RECORDERS, RECORDERS, {}),
    ("layers check_may_make", LAYER_MAKERS, NOBODY, {}),
    ("layers check_may_read", ALL, ALL, {"publicness": "public"}),
    ("layers check_may_read", of(TABLE_KINDS), of(TABLE_KINDS), {"publicness": "partners"}),
    ("layers check_may_read", ALL, NOBODY, {"publicness": "owner"}),
    ("library check_may_add", of(SIDES, "editor", "delegate", "steward"), NOBODY, {}),
    ("library check_may_read", ALL, ALL, {"publicness": "public"}),
    ("library check_may_read", of(TABLE_KINDS), of(TABLE_KINDS), {"publicness": "partners"}),
    ("library check_may_read", ALL, NOBODY, {"publicness": "party"}),
    ("evaluation check_may_answer", WRITERS, NOBODY, {}),
    ("mailing check_may_see_all", RECORDERS, RECORDERS, {}),
    ("reporting check_may_begin", RECORDERS, RECORDERS, {"kind": kind("start")}),
    (
        "reporting check_may_begin",
        of("corporation", "editor", "controller"),
        NOBODY,
        {"kind": kind("jaarverslag")},
    ),
    ("reporting check_may_freeze", RECORDERS, RECORDERS, {"kind": kind("woondebat")}),
    (
        "reporting check_may_freeze",
        of("corporation", "controller"),
        NOBODY,
        {"kind": kind("jaarverslag")},
    ),
    ("reporting check_may_write", WRITERS, NOBODY, {"kind": kind("start")}),
    (
        "reporting check_may_write",
        of("municipality", "editor", "delegate"),
        NOBODY,
        {"kind": kind("planning-en-control")},
    ),
    (
        "reporting check_may_write",
        of("corporation", "editor", "delegate"),
        NOBODY,
        {"kind": kind("jaarverslag"), "owner_id": 11},
    ),
    ("reporting check_may_read", ALL, ALL, {"audience": "open"}),
    ("reporting check_may_read", of(SIDES), of(SIDES), {"audience": "partners"}),
    ("reporting check_may_read", of(SIDES), of(SIDES), {"audience": "open", "was_frozen": False}),
    (
        "reporting check_may_read",
        ALL,
        of("municipality"),
        {"audience": "owner", "owned": True},
    ),
    (
        "reporting check_may_read",
        ALL,
        NOBODY,
        {"audience": "owner", "owned": True, "was_frozen": False},
    ),
    # the public site
    ("publication check_may_open", STEWARD, STEWARD, {}),
    ("publication check_may_restrict", STEWARD, STEWARD, {}),
    (
        "publication check_may_restrict",
        STEWARD | of(KINDS, "editor", "controller"),
        STEWARD,
        {"owned": True},
    ),
    ("publication check_may_confirm", STEWARD, STEWARD, {}),
    ("publication check_may_confirm", RECORDERS, STEWARD, {"owned": True}),
    ("publication check_may_take_off", STEWARD, STEWARD, {}),
    (
        "publication check_may_take_off",
        LAYER_MAKERS | RECORDERS,
        STEWARD,
        {"owned": True},
    ),
    ("releases check_may_prepare", STEWARD, STEWARD, {}),
    ("releases check_may_choose_percent", STEWARD, STEWARD, {}),
    ("releases check_may_look", of(SIDES), of(SIDES), {}),
    (
        "releases check_may_approve",
        STEWARD | of("corporation", "controller"),
        NOBODY,
        {"owner_ids": (11,)},
    ),
    # parties and members
    ("organisations check_may_manage_members", of(KINDS, "administrator"), NOBODY, {}),
    ("organisations check_may_record_merger", of(KINDS, "administrator"), NOBODY, {}),
    ("organisations check_may_set_up", NOBODY, NOBODY, {}),
]
HERE, ELSEWHERE = 1, 2
OWN, ANOTHER = 11, 12


def _rules() -> dict[str, Policy]:
    """Return every rule of who may, by app and name."""
    found = {}
    for module in pkgutil.walk_packages(drieluik.apps.__path__, "drieluik.apps."):
        if module.name.endswith(".policies"):
            place = module.name.removeprefix("drieluik.apps.").removesuffix(".policies")
            for name, rule in vars(importlib.import_module(module.name)).items():
                own = isinstance(rule, Policy) and rule._check.__module__ == module.name
                if own and name.startswith("check_may"):
                    found[f"{place} {name}"] = rule
    return found


RULES = _rules()


def _actor(kind: str, role: str, *, party: int = OWN, place: int = HERE) -> Actor:
    standing = Standing(party, f"partij-{party}", "Partij", kind, role, frozenset({place}))
    return Actor(user_id=7, name="Iemand", standings=(standing,))


def _allows(rule: Policy, actor: Actor, party: int, more: dict) -> bool:
    """Ask a rule about a party here, with everything that it wants to know."""
    known = {
        "actor": actor,
        "municipality_id": HERE,
        "party_id": party,
        "party_code": f"partij-{party}",
        "bound_party_ids": [party],
        "leads": [party],
        "doing": SimpleNamespace(must_act=[(party, "Partij")]),
        "delivery": SimpleNamespace(party_id=party),
        "row": SimpleNamespace(
            giver_id=more.get("user", 8), stand_in_id=9, party_id=party
        ),
        "written_by": 8,
        "place_ids": [HERE],
        "party_place_ids": [HERE],
        "recipient_ids": [party],
        "was_frozen": True,
        "owner_id": party if more.get("owned") else None,
    } | more  # fmt: skip
    return rule.allows(**{name: known[name] for name in inspect.signature(rule._check).parameters})


def _told(row) -> str:
    return " ".join((row[0], *(str(value) for value in row[3].values())))


def test_every_rule_of_who_may_stands_in_the_table():
    assert {row[0] for row in TABLE} == set(RULES)


@pytest.mark.parametrize("row", TABLE, ids=_told)
def test_exactly_these_roles_of_these_parties_may(row):
    name, own, another, more = row
    pairs = [(kind, role) for kind in KINDS for role in ROLES]

    for party, expected in ((OWN, own), (ANOTHER, another)):
        may = {pair for pair in pairs if _allows(RULES[name], _actor(*pair), party, more)}
        assert may == expected, party


@pytest.mark.parametrize("row", TABLE, ids=_told)
def test_nobody_of_another_municipality_may(row):
    name, _own, _another, more = row
    pairs = [(kind, role) for kind in KINDS for role in ROLES]

    assert [
        pair
        for pair in pairs
        if _allows(RULES[name], _actor(*pair, party=13, place=ELSEWHERE), OWN, more)
    ] == []
