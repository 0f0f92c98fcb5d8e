"""Rule files are refused when anything is unknown, double, missing, undated or circular."""

import pytest

from drieluik.core.cycle import Kind, RuleFileError, calendar_of, rule_book
from drieluik.core.cycle.dutch import rule_day_nl
from drieluik.core.cycle.rules.reading import read_rules

HEAD = """\
title_nl: Proef
meetings: {weekdays: [tuesday], liberation_day: never, soon_days: 7}
checked: {by: test, date: 2026-01-01}
recheck_before: 2027-01-01
rules:
"""
MEETING = """\
  talk:
    sort: meeting
    versions:
      2020-01-01:
        name_nl: gesprek
        who: [tenants]
        when: {meetings: [{month: 3, nth: 1, weekday: tuesday}]}
        source: {law: Verzonnen}
"""


def rule(when, rule_id="extra", more=""):
    return f"""\
  {rule_id}:
    sort: deadline
    versions:
      2020-01-01:
        name_nl: iets
        who: [tenants]
        when: {when}
        source: {{law: Verzonnen}}
{more}"""


def refused(text):
    with pytest.raises(RuleFileError) as fault:
        rule_book(text, "proef.yaml")
    return str(fault.value)


def test_a_good_file_is_read_with_the_rules_of_the_law():
    book = rule_book(HEAD + MEETING + rule("{days: 3, ahead_of: talk}"))

    assert {"talk", "extra", "overview"} <= set(book.rules)
    assert list(book.rules).index("talk") < list(book.rules).index("extra")
    assert book.title_nl == "Proef"


def test_the_same_text_is_read_once_and_nobody_can_change_the_book():
    book = rule_book(HEAD + MEETING)

    assert rule_book(HEAD + MEETING) is book
    with pytest.raises(TypeError):
        book.rules["talk"] = book.rules["overview"]


def test_a_message_names_the_file():
    assert refused("- geen sleutels").startswith("proef.yaml: ")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("[1]", "bevat geen sleutels"),
        ("{}", "niet precies een van"),
        ("{by: '07-01', before: '07-01'}", "niet precies een van"),
        ("{by: '02-29'}", "bestaat niet elk jaar"),
        ("{by: 7}", "geen dag als '04-01'"),
        ("{by: '13-01'}", "bestaat niet elk jaar"),
        ("{by: '07-01', until: '08-01'}", "onbekende sleutel"),
        ("{meetings: []}", "geen enkele bijeenkomst"),
        ("{meetings: [{month: 13, nth: 1, weekday: monday}]}", "month is geen heel getal"),
        ("{meetings: [{month: 1, nth: 5, weekday: monday}]}", "nth is geen heel getal"),
        ("{meetings: [{month: 1, nth: true, weekday: monday}]}", "nth is geen heel getal"),
        ("{meetings: [{month: 1, nth: 1, weekday: maandag}]}", "geen dag als thursday"),
        ("{meetings: [{month: 1, nth: 1, weekday: monday}], starts_at: '15:00'}", "bij elkaar"),
        (
            "{meetings: [{month: 1, nth: 1, weekday: monday}], starts_at: '15:00', ends_at: '9:00'}",
            "geen tijd als",
        ),
        (
            "{meetings: [{month: 1, nth: 1, weekday: monday}], starts_at: '15:00', ends_at: '25:00'}",
            "geen tijd van een dag",
        ),
        (
            "{meetings: [{month: 1, nth: 1, weekday: monday}], starts_at: '15:00', ends_at: '14:00'}",
            "in die volgorde",
        ),
        ("{weeks: 2}", "niet precies een van"),
        ("{after: talk}", "niet precies een van: days, weeks, months"),
        ("{weeks: 2, days: 1, after: talk}", "niet precies een van: days, weeks, months"),
        ("{weeks: -2, after: talk}", "geen heel getal"),
        ("{weeks: 2, after: talk, passed: soms}", "passed is true of false"),
        ("{weeks: 2, after_event: birthday}", "geen bekende gebeurtenis"),
        ("{weeks: 2, term_of: advice, ahead_of: talk}", "onbekende sleutel"),
        ("{term_of: overview, ahead_of: talk}", "is geen termijn"),
        ("{term_of: nothing, ahead_of: talk}", "is geen termijn"),
        ("{weeks: 2, ahead_of: nothing}", "verwijst naar niets"),
        ("{weeks: 2, after: ''}", "leeg of geen tekst"),
        ("{at_next: overview, following: talk}", "is geen bijeenkomst"),
        ("{at_next: talk}", "mist"),
        ("{weeks: 1, after: extra}", "in een kring"),
    ],
)
def test_a_day_that_cannot_be_read_is_refused(when, words):
    assert words in refused(HEAD + MEETING + rule(when))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sort: deadline", "sort: party", "'party' is niet een van"),
        ("who: [tenants]\n        when: {by", "who: tenants\n        when: {by", "geen lijst"),
        ("name_nl: iets", "name_nl: iets voor {nobody}", "onbekende plek"),
        ("name_nl: iets", "name_nl: ''", "leeg of geen tekst"),
        ("name_nl: iets", "name_nl: iets\n        agreed_day: soms", "agreed_day"),
        (
            "        who: [tenants]\n        when: {meetings",
            "        agreed_day: true\n        who: [tenants]\n        when: {meetings",
            "agreed_day",
        ),
        ("name_nl: iets", "name_nl: iets\n        not_after: nothing", "verwijst naar niets"),
        ("weekdays: [tuesday]", "weekdays: []", "geen lijst van dagen"),
        ("soon_days: 7", "soon_days: -1", "soon_days"),
        ("liberation_day: never", "liberation_day: soms", "'soms' is niet een van"),
        ("title_nl: Proef", "titel: Proef", "onbekende sleutel"),
        ("  extra:", "  overview:", "bestaan al in de wet"),
    ],
)
def test_a_file_that_breaks_its_form_is_refused(old, new, words):
    text = HEAD + MEETING + rule("{by: '07-01'}")

    assert old in text
    assert words in refused(text.replace(old, new))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("  {}\n", "geen enkele regel"),
        ("  extra: {sort: deadline, versions: {}}\n", "geen enkele versie"),
        ("  extra: {sort: deadline}\n", "mist"),
    ],
)
def test_a_file_without_rules_or_versions_is_refused(rules, words):
    assert words in refused(HEAD + rules)


def test_versions_must_be_in_order_of_date():
    later = """\
      2019-01-01:
        name_nl: iets
        who: [tenants]
        when: {by: '07-01'}
        source: {law: Verzonnen}
"""

    assert "niet op volgorde" in refused(HEAD + rule("{by: '07-01'}", more=later))


def test_a_file_of_the_law_holds_nothing_but_rules():
    with pytest.raises(RuleFileError, match="onbekende sleutel"):
        read_rules("wet.yaml", HEAD + MEETING, Kind.STATUTORY)


def test_a_rule_that_ended_makes_no_items_after_it():
    book = rule_book(HEAD + MEETING + rule("{by: '07-01'}", more="    ends: 2025-01-01\n"))

    assert calendar_of(2024, book).of_rule("extra")
    assert not calendar_of(2025, book).of_rule("extra")


def test_an_advice_that_the_law_did_not_know_yet_asks_no_room():
    book = rule_book(HEAD + MEETING.replace("2020", "2010") + (
        rule("{term_of: advice, ahead_of: talk}").replace("2020", "2010")
    ))  # fmt: skip

    assert not calendar_of(2015, book).of_rule("extra")


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("overview", "Elk jaar uiterlijk 1 juli."),
        ("advice", "6 weken na het vragen van advies."),
        ("papers", "2 weken voor `board_meeting`."),
        ("advice_request", "Zo dat `advice` past voor `papers`."),
        ("theme_outcome", "Eerstvolgende `board_meeting` na `theme_session`."),
        ("monitor_refresh_spring", "Tegelijk met `dvi`."),
        ("vision_meeting", "Voorstel: eerste donderdag van februari."),
    ],
)
def test_a_rule_says_in_dutch_how_it_finds_its_day(enschede, rule_id, words):
    assert rule_day_nl(enschede.rules[rule_id].versions[0].when) == words
