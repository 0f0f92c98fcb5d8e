"""One agreement or one decision is shut: its number and a line stay, and it is gone everywhere."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.publication import services
from drieluik.apps.publication.lights.drafting import draft_of
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import borne_by_others, words_instead
from drieluik.apps.publication.selectors.items import find_item, list_parts
from tests.factories.lights import DAY, PERIOD
from tests.factories.monitor import make_norm
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.public_visitor import crawl, text_of
from tests.factories.publication import NOW, choose, lay_adopted, shut, steward
from tests.factories.shut_parts import HEADING, TITLE, lay_parts
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE, API = "/openbaar/gm9001", "/api/v1/openbaar/gemeenten/gm9001"
DIFFERENCE = f"{SITE}/afspraken/verschil/?van=2020-02-01&naar=2020-05-01"
AGREEMENT = ("KANARIE-AFSPRAAK", HEADING, "huurschuld", "vindt hulp")
DECISION = ("KANARIE-BESLUIT", TITLE, "zoekt een dak", "Waarom een proef?")
STARTS = (
    "/robots.txt", f"{SITE}/", f"{SITE}/afspraken/?op=2020-02-01", f"{SITE}/afspraken/?op=2020-05-01",
    DIFFERENCE, f"{SITE}/zoeken/?q=huur*", f"{SITE}/zoeken/?q=één+loket", f"{SITE}/zoeken/?q=besluit",
)  # fmt: skip
LISTS = (
    "", "/versies", "/afspraken", "/afspraken?op=2020-02-01", "/afspraken?op=2020-05-01",
    "/afspraken?zoek=loket", "/overleggen", "/besluiten", "/rapporten", "/stand", f"/stand/{PERIOD}",
    "/ingetrokken", "/jaarkalender", "/cijfers", "/kaartlagen",
)  # fmt: skip


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield lay_parts()


def everything(parts) -> dict[str, str]:
    """All that the public can be given, by address; a search tells back what was asked."""
    found = {
        path: text.split("<main")[-1].partition("</form>")[2] if "zoeken/?q=" in path else text
        for path, text in crawl(*STARTS).items()
    }
    meetings = (f"/overleggen/{one}" for one in (parts.changed_in, parts.decided_in))
    for path in (*LISTS, *meetings):
        answer = Client().get(f"{API}{path}")
        assert answer.status_code == 200, path
        found[f"{API}{path}"] = json.dumps(answer.json(), ensure_ascii=False)
    return found


def telling(found: dict[str, str], secrets) -> set[str]:
    plain = {path: " ".join(text.split()).lower() for path, text in found.items()}
    return {
        path for path, text in plain.items() for secret in secrets if secret.lower() in text
    }  # fmt: skip


def read(path: str) -> dict:
    return Client().get(f"{API}{path}").json()


def page(path: str) -> str:
    answer = Client().get(f"{SITE}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_before_it_is_shut_each_is_told_in_every_kind_of_place(parts):
    found = everything(parts)

    told = telling(found, AGREEMENT)
    for kind in (
        "/afspraken/?op=", "/verschil/", f"/afspraken/{parts.clause_id}/", "/zoeken/?q=", "/besluiten/",
        "/stand.csv", "rapport.pdf", "rapport.docx", f"{API}/besluiten", f"{API}/stand/", f"{API}/afspraken",
    ):  # fmt: skip
        assert any(kind in path for path in told), kind
    assert f"afspraken/{parts.clause_id}" in found[f"{SITE}/sitemap.xml"]
    told = telling(found, DECISION)
    for kind in ("/besluiten/", "/zoeken/?q=", f"{API}/besluiten", f"{API}/overleggen/"):
        assert any(kind in path for path in told), kind


def test_a_shut_agreement_is_gone_from_every_answer(parts):
    shut(parts.place, "agreement", parts.clause_id)

    found = everything(parts)

    assert telling(found, AGREEMENT) == set()
    assert not any(f"afspraken/{parts.clause_id}" in text for text in found.values())
    assert "KANARIE-BESLUIT" in found[f"{SITE}/besluiten/{parts.decided_in}/"]


def test_a_shut_decision_is_gone_from_every_answer(parts):
    shut(parts.place, "decision", parts.decision_id)

    found = everything(parts)

    assert telling(found, DECISION) == set()
    assert "KANARIE-AFSPRAAK" in found[f"{SITE}/afspraken/{parts.clause_id}/"]


def test_in_its_place_stand_its_number_and_why_and_no_heading(parts):
    until = timezone.localdate() + timedelta(days=9)
    shut(parts.place, "agreement", parts.clause_id, until_on=until)

    for path in ("/afspraken/", "/afspraken/?op=2020-02-01"):
        text = " ".join(page(path).split())
        assert 'id="afspraak-2.2"' in text
        assert (
            "Deze afspraak is nog niet openbaar: privacy van personen (Woo, artikel 5.1), tot"
            in text
        )
        assert f"{until.day} " in text.partition("tot en met ")[2][:4]
    assert "Afspraak 2.2" in page("/over/")
    assert "3 afspraken" in page("/")
    assert "Niet openbaar, en daarom niet bij deze lichten: 2.2." in page("/stand/")


def test_the_api_tells_its_place_and_why(parts):
    shut(parts.place, "agreement", parts.clause_id)

    rows = {one["nummer"]: one for one in read("/afspraken")["items"]}

    assert list(rows) == ["1.1", "2.1", "2.2"]
    assert rows["2.1"]["niet_openbaar"] == ""
    assert rows["2.2"]["niet_openbaar"].startswith("Deze afspraak is niet openbaar: privacy")
    assert (rows["2.2"]["kop"], rows["2.2"]["tekst"], rows["2.2"]["pagina"]) == ("", "", "")
    assert read("/afspraken?zoek=openbaar")["items"] == []


def test_its_own_address_answers_as_one_that_there_is_not(parts):
    shut(parts.place, "agreement", parts.clause_id)
    nowhere = "7d3ad0b6-1111-4111-8111-111111111111"

    for base in (
        f"{SITE}/afspraken/%s/",
        f"{SITE}/afspraken/%s/?op=2020-02-01",
        f"{API}/afspraken/%s",
    ):
        answer, missing = (Client().get(base % one) for one in (parts.clause_id, nowhere))
        assert answer.status_code == missing.status_code == 404
        assert len(answer.content) == len(missing.content)


def test_differences_name_it_as_not_compared_and_tell_not_whether_it_changed(parts):
    shut(parts.place, "agreement", parts.clause_id)

    text = page("/afspraken/verschil/?van=2020-02-01&naar=2020-05-01")

    assert "Niet openbaar, en daarom hier niet vergeleken: 2.2." in text
    assert "In wat openbaar is, verschilt niets tussen deze dagen." in text
    assert "wijziging-" not in text


def test_lights_count_without_it_and_a_next_opening_leaves_it_out(parts):
    def counted():
        return sum(one["aantal"] for one in read(f"/stand/{PERIOD}")["aantallen"])

    before = counted()
    shut(parts.place, "agreement", parts.clause_id, now=DAY)

    assert counted() == before - 1
    drafted = draft_of(municipality_id=parts.place.id, period=PERIOD, now=DAY).frozen.clauses
    assert parts.clause_id not in [one.clause_id for one in drafted]


def test_the_decision_that_changed_it_stays_and_tells_no_change(parts):
    shut(parts.place, "agreement", parts.clause_id)

    (found,) = read(f"/overleggen/{parts.changed_in}")["besluiten"]

    assert found["onderwerp"] == "Voorstel 1: [afspraak 2.2 is niet openbaar] krijgt een naam"
    assert found["tekst"] == "Akkoord met [afspraak 2.2 is niet openbaar]."
    assert found["wijzigingen"] == [
        "Bij de wijzigingen is er een van een afspraak die niet openbaar is. Daarom staan ze hier niet."
    ]


def test_of_a_shut_decision_only_its_number_is_told(parts):
    shut(parts.place, "decision", parts.changing_id)

    (found,) = read(f"/overleggen/{parts.changed_in}")["besluiten"]
    version = read("/versies")["items"][0]

    assert found["niet_openbaar"].startswith("Dit besluit is niet openbaar: privacy")
    assert {key: value for key, value in found.items() if value} == {
        "nummer": 1, "niet_openbaar": found["niet_openbaar"],
    }  # fmt: skip
    assert found["wijzigt_afspraken"] is None
    assert (version["besluit"], version["besloten_op"], version["overleg"]) == ("", None, None)
    assert "Besluit 1: Dit besluit is niet openbaar" in page("/besluiten/")
    for asked in ("true", "false"):
        rows = read(f"/besluiten?wijziging={asked}")["items"]
        assert str(parts.changed_in) not in [one["overleg"] for one in rows]


def test_a_title_that_a_public_decision_bears_too_stays_there(parts):
    other = lay_adopted(
        words="Ook dit staat vast.", first=datetime.fromisoformat("2019-03-07T12:00:00+00:00")
    )

    shut(parts.place, "decision", parts.decision_id)

    (found,) = read(f"/overleggen/{other.id}")["besluiten"]
    (hidden,) = read(f"/overleggen/{parts.decided_in}")["besluiten"]
    assert (found["onderwerp"], hidden["onderwerp"]) == (TITLE, "")


def test_after_its_last_day_it_is_public_again_and_taking_back_opens_it(parts):
    today = timezone.localdate()
    shut(parts.place, "agreement", parts.clause_id, until_on=today)
    known = {"municipality_id": parts.place.id, "kind": "agreement", "key": str(parts.clause_id)}
    item = find_item(on=today, **known)

    assert not item.standing.is_open
    assert find_item(on=today + timedelta(days=1), **known).standing.is_open
    services.take_back(seen=item.newest_id, actor=steward(parts.place), now=NOW, **known)
    assert "KANARIE-AFSPRAAK" in page(f"/afspraken/{parts.clause_id}/")


def test_opening_it_brings_everything_back(parts):
    before = everything(parts)
    shut(parts.place, "agreement", parts.clause_id)
    choose(parts.place, "agreement", parts.clause_id, reason="Mag weer.")

    assert telling(everything(parts), AGREEMENT) == telling(before, AGREEMENT)


def test_when_the_whole_is_shut_not_even_its_number_is_told(parts):
    shut(parts.place, "agreement", parts.clause_id)
    shut(parts.place, "decision", parts.decision_id)
    for number in (1, 2):
        shut(parts.place, "agreements", number)
    shut(parts.place, "decisions", parts.decided_in)

    about = page("/over/")

    assert "2.2" not in about
    assert "Besluit 1" not in about


@pytest.mark.parametrize(
    ("role", "code", "kind"),
    [
        ("editor", "gemeente-voorbeeld", "municipality"),
        ("controller", "corporatie-a", "corporation"),
        ("steward", "corporatie-a", "corporation"),
        ("delegate", "huurders-a", "tenants"),
        ("reader", "raad", "council"),
    ],
)
def test_nobody_but_the_steward_of_the_municipality_shuts_or_opens(parts, role, code, kind):
    other = make_actor(role, party=make_party(code=code, kind=kind, municipality=parts.place))
    before = Openness.objects.count()

    for item in (("agreement", parts.clause_id), ("decision", parts.decision_id)):
        with pytest.raises(NotAllowed):
            shut(parts.place, *item, actor=other)

    assert Openness.objects.count() == before


def test_the_steward_of_another_municipality_does_not(parts):
    elsewhere = make_municipality(code="GM9002", name="Leegstad")
    party = make_party(code="gemeente-leegstad", kind="municipality", municipality=elsewhere)
    other = make_actor("steward", party=party)

    with pytest.raises(NotAllowed):
        shut(parts.place, "agreement", parts.clause_id, actor=other)
    with pytest.raises(WrongState):
        shut(elsewhere, "agreement", parts.clause_id, actor=other)


def test_only_who_owns_it_is_no_choice(parts):
    with pytest.raises(WrongState):
        choose(parts.place, "agreement", parts.clause_id, "owner", ground="privacy")


def test_the_number_of_questions_does_not_grow_with_parts(parts, django_assert_max_num_queries):
    for times in range(3):
        shut(parts.place, "agreement", parts.clause_id, reason=f"Reden {times}.")

    with django_assert_max_num_queries(4):
        found = list_parts(municipality_id=parts.place.id, on=NOW.date())

    assert [one.kind for one in found].count("agreement") == 3


def test_the_public_report_is_made_without_its_words_and_says_so(parts):
    shut(parts.place, "agreement", parts.clause_id)

    for form in ("pdf", "docx"):
        answer = Client().get(f"{SITE}/rapporten/{parts.report_id}/rapport.{form}")
        text = " ".join(text_of(answer).split())
        assert "[afspraak 2.2 is niet openbaar]" in text
        assert HEADING not in text


def test_the_words_that_a_report_prints_of_a_norm_of_it_are_left_out_too(parts):
    norm = make_norm(parts.place, number="2.1")
    clause = find_clause(parts.place.id, "2.1")
    first = " ".join(clause.text.split()[:8])
    shut(parts.place, "agreement", clause.clause_id)

    without = phrases_out(words_instead(municipality_id=parts.place.id, on=NOW.date()))

    assert without(f"“{norm.quotation}”: hoogstens 10") == (
        "“[afspraak 2.1 is niet openbaar]”: hoogstens 10"
    )
    assert first not in without(f"2.1 {first} …")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Overleg", "[afspraak 1.1 is niet openbaar]"),
        ("1.1: overleg", "[afspraak 1.1 is niet openbaar]"),
        ("Overleg (1.1) loopt.", "[afspraak 1.1 is niet openbaar] loopt."),
        ("Over “Overleg” is gesproken.", "Over [afspraak 1.1 is niet openbaar] is gesproken."),
        ("De afspraak Overleg loopt.", "De [afspraak 1.1 is niet openbaar] loopt."),
        ("Het overleg besluit.", "Het overleg besluit."),
        ("- Overleg", "- [afspraak 1.1 is niet openbaar]"),
        ("* Overleg;\r\nMeer", "* [afspraak 1.1 is niet openbaar];\r\nMeer"),
        ("\t• overleg!", "\t• [afspraak 1.1 is niet openbaar]!"),
        ("1. Overleg", "1. [afspraak 1.1 is niet openbaar]"),
        ("b) Overleg", "b) [afspraak 1.1 is niet openbaar]"),
        ("Overleg,", "[afspraak 1.1 is niet openbaar],"),
        ("Bij 1.1) Overleg stond", "Bij [afspraak 1.1 is niet openbaar] stond"),
        ("Onze afspraak: Overleg", "Onze [afspraak 1.1 is niet openbaar]"),
        ("Zie Overleg, 1.1 en 2.1", "Zie [afspraak 1.1 is niet openbaar] en 2.1"),
        ("Zie Overleg – 1.1", "Zie [afspraak 1.1 is niet openbaar]"),
        ("3 overleg", "3 overleg"),
        ("- Overleg is nodig", "- Overleg is nodig"),
        ("Overleg is nodig.", "Overleg is nodig."),
        ("Woonoverleg", "Woonoverleg"),
    ],
)
def test_a_heading_of_one_word_is_left_out_where_it_is_a_title(parts, text, out):
    shut(parts.place, "agreement", find_clause(parts.place.id, "1.1").clause_id)

    without = phrases_out(words_instead(municipality_id=parts.place.id, on=NOW.date()))

    assert without(text) == out


def test_a_word_that_a_theme_a_figure_or_another_agreement_bears_too_stays(parts):
    one, other = (find_clause(parts.place.id, number) for number in ("1.1", "2.2"))

    borne = borne_by_others(parts.place.id, [one.clause_id])

    assert {one.theme_title, other.theme_title, other.heading, "Leegstand", "“Leegstand”"} <= borne
    assert not {one.heading, f"1.1 {one.heading}", one.text} & borne
