"""Lights: of one's own party, of the whole, and what changed since the period before."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.wording import LIGHTS, light_label
from drieluik.apps.organisations.selectors import list_tenants_voices

_CARE = ("off_course", "attention")


def needing_care(situation: Situation) -> list[ToDo]:
    """Agreements off course, for the people of the municipality who prepare the talks."""
    if not situation.is_municipal("editor", "delegate"):
        return []
    return [
        ToDo(
            _("%(clause)s is off course") % {"clause": standing.clause.name},
            _href(situation, standing),
            standing.told,
            asked=False,
            light=standing.light,
        )
        for standing in situation.lights.standings(situation.lights.last_period)
        if standing.light == "off_course"
    ]


def own_lights(situation: Situation) -> list[ToDo]:
    """Lights of one's own corporation that need care, for its delegate."""
    found = []
    for code in _own_codes(situation, "delegate", kind="corporation"):
        for standing in situation.lights.standings(situation.lights.last_period):
            for norm in standing.norms:
                for party in norm.parties:
                    if party.party_code == code and party.light in _CARE:
                        found.append(
                            ToDo(
                                _("%(clause)s: %(light)s at %(party)s")
                                % {
                                    "clause": standing.clause.name,
                                    "light": light_label(party.light).lower(),
                                    "party": party.party_name,
                                },
                                _href(situation, standing),
                                party.reason,
                                asked=False,
                                light=party.light,
                            )
                        )
    return found


def judgements(situation: Situation) -> list[ToDo]:
    """Efforts that one's own party has not judged yet."""
    lights, found = situation.lights, []
    codes = _own_codes(situation, "controller", "delegate")
    if not codes:
        return []
    for standing in lights.standings(lights.last_period):
        for norm in standing.norms:
            for party in norm.parties:
                if norm.wording.is_judged and party.missing and party.party_code in codes:
                    href = reverse(
                        "monitor:judge",
                        args=[situation.municipality.slug, norm.wording.norm_id],
                    )
                    found.append(
                        ToDo(
                            _("Judge the effort of %(party)s for %(clause)s")
                            % {"clause": standing.clause.name, "party": party.party_name},
                            f"{href}?periode={lights.last_period}",
                            _("No figure tells it; your party says so itself."),
                        )
                    )
    return found


def standing_of_landlords(situation: Situation) -> list[ToDo]:
    """How the corporation whose tenants one speaks for stands, and the city, for tenants."""
    if not situation.is_kind("tenants"):
        return []
    lights, codes = situation.lights, _own_codes(situation)
    period = lights.last_period
    href = reverse("monitor:overview", args=[situation.municipality.slug])
    voices = list_tenants_voices(municipality_id=situation.municipality.id, on=situation.on)
    found = [
        ToDo(
            _told(voice.corporation.name, lights.standings_of(voice.corporation.code, period)),
            f"{href}?partij={voice.corporation.code}",
            _("Your landlord over %(period)s, where each party has a light of its own.")
            % {"period": period},
            asked=False,
        )
        for voice in voices
        if voice.tenants is not None and voice.tenants.code in codes
    ]
    return [
        *found,
        ToDo(
            _told(_("All parties together"), lights.standings(period)),
            href,
            _("All agreements with a norm, over %(period)s.") % {"period": period},
            asked=False,
        ),
    ]


def _told(name: str, standings: list[ClauseStanding]) -> str:
    """Say how many agreements have which light, what needs most care first."""
    counted = Counter(standing.light for standing in standings)
    parts = [
        _("%(n)s %(light)s") % {"n": counted[light], "light": light_label(light).lower()}
        for light in LIGHTS
        if counted[light]
    ]
    told = ", ".join(parts) or _("no lights yet")
    return f"{name}: {told}"


def changes(situation: Situation) -> list[ToDo]:
    """What changed since the period before and what is not known, in plain words, for tenants."""
    if not situation.is_kind("tenants"):
        return []
    lights = situation.lights
    now = lights.last_period
    before = max((period for period in lights.periods if period < now), default="")
    if not before:
        return []
    then = {standing.clause.clause_id: standing for standing in lights.standings(before)}
    found = [
        ToDo(
            _("%(clause)s: was %(before)s, is now %(now)s")
            % {
                "clause": standing.clause.name,
                "before": light_label(earlier.light).lower(),
                "now": light_label(standing.light).lower(),
            },
            _href(situation, standing),
            standing.told,
            asked=False,
            light=standing.light,
        )
        for standing in lights.standings(now)
        if (earlier := then[standing.clause.clause_id]).light
        and standing.light
        and earlier.light != standing.light
    ]
    missing = lights.missing_in(now)
    if missing:
        found.append(
            ToDo(
                _("Not known over %(period)s: figures of %(names)s")
                % {"period": now, "names": ", ".join(missing)},
                reverse("monitor:overview", args=[situation.municipality.slug]),
                _("They were not delivered or not accepted yet."),
                asked=False,
                light="unknown",
            )
        )
    return found


def overview_counts(situation: Situation) -> list[ToDo]:
    """How many agreements have which light, for the council and other readers."""
    if not (situation.is_kind("council") or situation.is_municipal("reader")):
        return []
    lights = situation.lights
    period = lights.last_period
    counted = Counter(standing.light for standing in lights.standings(period))
    href = reverse("monitor:overview", args=[situation.municipality.slug])
    return [
        ToDo(
            ngettext("%(light)s: %(n)s agreement", "%(light)s: %(n)s agreements", counted[light])
            % {"light": light_label(light), "n": counted[light]},
            f"{href}?licht={light}",
            _("Over %(period)s.") % {"period": period},
            asked=False,
            light=light,
        )
        for light in LIGHTS
        if counted[light]
    ]


def _href(situation: Situation, standing: ClauseStanding) -> str:
    return reverse("agreements:clause", args=[situation.municipality.slug, standing.clause.number])


def _own_codes(situation: Situation, *roles: str, kind: str = "") -> set[str]:
    return {
        standing.party_code
        for standing in situation.actor.standings
        if (not roles or standing.role in roles)
        and situation.municipality.id in standing.municipality_ids
        and (not kind or standing.party_kind == kind)
    }
