"""From what parties say about their own effort to a light: the gravest counts, silence is unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.core.norms import CONDITION_MISSING, NOT_MET, UNCLEAR, Light, Norm, worst
from drieluik.core.tables import Period

_LIGHTS = {
    "met": Light.ON_COURSE,
    "partly": Light.ATTENTION,
    "not_met": Light.OFF_COURSE,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a party concluded about its own effort."""

    party_code: str
    period: str
    verdict: str
    verdict_label: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PartyLight:
    """How one party stands; ``light`` is empty when only the total has a norm.

    ``missing``: its figure or judgement is not there; ``sent_back`` when that is because the
    municipality sent the sheet back. ``set_aside``: it need not be there. ``code``: that of the
    reason; empty when people judge.
    """

    party_code: str
    party_name: str
    light: str
    reason: str
    missing: bool = False
    set_aside: bool = False
    value: float | None = None
    low: float | None = None
    high: float | None = None
    sent_back: bool = False
    code: str = ""

    @property
    def lacks(self) -> str:
        """Why there is no figure, of one that is missing."""
        return _("sent back") if self.sent_back else _("not delivered")

    @property
    def no_light(self) -> str:
        """What stands in the place of its light when it has none."""
        if self.set_aside:
            return _("n/a")
        words = {
            NOT_MET: _("does not hold"),
            UNCLEAR: _("not known whether it holds"),
            CONDITION_MISSING: _("not known whether it holds"),
        }
        return words.get(self.code, _("no norm of its own"))


@dataclass(frozen=True, slots=True)
class JudgedLight:
    """The light of a norm that people judge."""

    light: str
    reason: str
    parties: tuple[PartyLight, ...]


def judged_light(
    said: Iterable[Said], bound: Sequence[tuple[str, str]], norm: Norm, period: str
) -> JudgedLight:
    """Return the light over a half-year from what the bound parties said about it.

    Args:
        said: Conclusions of any parties and periods, oldest first.
        bound: Code and name of the parties that promised the effort.
        norm: The norm; a joint judgement can stand in its text.
        period: The half-year; only what was said about it counts.
    """
    known = list(said)
    latest = {one.party_code: one for one in known if one.period == period}
    earlier = {one.party_code: one for one in known if one.period < period}
    joint = norm.judgement
    ends_before = Period.parse(period).ends_before
    if joint is not None and not latest and joint.is_about(ends_before):
        reason = _("%(by)s, %(day)s: %(reason)s") % {
            "by": joint.by,
            "day": formats.date_format(joint.on, "j F Y"),
            "reason": joint.reason_nl,
        }
        return JudgedLight(joint.light.value, reason, ())
    # each day is written once: parties say most of it on the same few days
    said_on = {timezone.localdate(one.at) for one in latest.values()}
    days = {on: formats.date_format(on, "j F Y") for on in said_on}
    parties = tuple(
        _told(code, name, one, days[timezone.localdate(one.at)])
        if (one := latest.get(code))
        else _silent(code, name, earlier.get(code), period)
        for code, name in bound
    )
    light = worst(Light(party.light) for party in parties)
    silent = [party.party_name for party in parties if party.missing]
    if not parties:
        return JudgedLight(
            Light.UNKNOWN.value, _("Nobody has recorded yet whom this agreement binds."), ()
        )
    if silent:
        reason = _("Not judged yet for %(period)s by: %(names)s.") % {
            "period": period,
            "names": ", ".join(silent),
        }
        if joint is not None and not latest and joint.on < ends_before:
            reason = " ".join([_judge_again(joint.by, joint.on), reason])
        return JudgedLight(light.value, reason, parties)
    gravest = next(party for party in parties if party.light == light.value)
    if light is Light.ON_COURSE:
        reason = _("All bound parties say they did what was agreed in %(period)s.") % {
            "period": period
        }
        return JudgedLight(light.value, reason, parties)
    return JudgedLight(light.value, f"{gravest.party_name}: {gravest.reason}", parties)


def _judge_again(by: str, on: date) -> str:
    return _("Judge again: what %(by)s concluded on %(day)s was about an earlier time.") % {
        "by": by,
        "day": formats.date_format(on, "j F Y"),
    }


def _silent(code: str, name: str, earlier: Said | None, period: str) -> PartyLight:
    reason = _("Has not judged its own effort over %(period)s yet.") % {"period": period}
    if earlier is not None:
        reason += " " + _("Judge again: the last conclusion was about %(period)s.") % {
            "period": earlier.period
        }
    return PartyLight(code, name, Light.UNKNOWN.value, reason, missing=True)


def _told(code: str, name: str, said: Said, day: str) -> PartyLight:
    reason = _("%(verdict)s (%(by)s, %(day)s): %(reason)s") % {
        "verdict": said.verdict_label,
        "by": said.by,
        "day": day,
        "reason": said.reason,
    }
    return PartyLight(code, name, _LIGHTS[said.verdict].value, reason)
