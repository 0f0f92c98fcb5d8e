"""From lights to signals: what went off course or lacks figures, noted once and followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.monitor.models import Signal, SignalFact, SignalParty
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.services.signalling import lock_signals
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import light_label
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.indicators import indicator
from drieluik.core.norms import Light

Kind = Signal.Kind
_SIGN = {Kind.BREACH: Light.OFF_COURSE.value, Kind.MISSING: Light.UNKNOWN.value}
"""The light that raises a signal of each kind."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a light says about one agreement over a half-year, for one kind of signal."""

    standing: ClauseStanding
    period: str
    light: str
    told: str
    told_to_all: str
    norms: tuple[NormLight, ...]

    @property
    def indicator_ids(self) -> list[str]:
        """The indicators that the words are about, each once."""
        return list(dict.fromkeys(one.wording.indicator_id for one in self.norms if _card(one)))


@transaction.atomic
def notice_signals(*, municipality_id: int, now: datetime) -> int:
    """Look at the lights of the present: raise signals, and add to open ones what changed.

    One open signal per agreement and kind: the next half-year off course adds to it. When the
    light recovers, that is added too; people close the signal. What was closed comes back as a
    new signal only over a later half-year. The same look twice adds nothing.

    Returns:
        How many signals are new.

    Changes:
        ``Signal`` with its ``SignalFact`` and ``SignalParty``; an event ``signal.raised`` or
        ``signal.followed`` for each.
    """
    lock_municipality(municipality_id)
    lock_signals(municipality_id)
    looking = _Looking(municipality_id, now)
    return sum(looking.at(standing) for standing in looking.standings())


class _Looking:
    """One look at the lights of a municipality at a moment."""

    def __init__(self, municipality_id: int, now: datetime) -> None:
        on = timezone.localdate(now)
        self._place, self._now = municipality_id, now
        self._lights = Lights(Sight(SYSTEM, municipality_id), on=on)
        self._in_public = Lights(Sight(NOBODY, municipality_id), on=on)
        self._period = self._lights.last_period
        due = self._lights.timeline.due.get(self._period)
        self._is_due = due is not None and due < on
        rows = list_taking_part(municipality_id=municipality_id)
        self._party_ids = {row.code: row.party_id for row in rows}

    def standings(self) -> list[ClauseStanding]:
        """Return how the agreements stand that carry a norm."""
        return [row for row in self._lights.standings(self._period) if row.light]

    def at(self, standing: ClauseStanding) -> int:
        """Note what there is to note at one agreement; return how many signals are new."""
        n_new = 0
        for kind in Kind:
            signs = self._signs(kind, standing)
            rows = Signal.objects.filter(clause_id=standing.clause.clause_id, kind=kind)
            # an older one that was opened again goes before a newer one that was closed
            still_open = rows.filter(state=Signal.State.OPEN).first()
            newest = still_open or rows.order_by("created_at").last()
            known = newest.facts.last() if newest else None
            if newest is not None and newest.state == Signal.State.OPEN:
                self._follow(newest, known, standing, signs)
            elif signs and not _is_told(known, self._period, _SIGN[kind]):
                self._raise(kind, standing, signs)
                n_new += 1
        return n_new

    def _signs(self, kind: str, standing: ClauseStanding) -> tuple[NormLight, ...]:
        """Return the norms that are a reason for a signal of this kind."""
        found = standing.worked_out_as(_SIGN[Kind(kind)])
        if kind == Kind.MISSING:
            measured = (norm for norm in found if not norm.wording.is_judged)
            return tuple(norm for norm in measured if norm.missing and self._is_due)
        return found

    def _raise(self, kind: str, standing: ClauseStanding, signs: tuple[NormLight, ...]) -> None:
        signal = Signal.objects.create(
            municipality_id=self._place,
            clause_id=standing.clause.clause_id,
            kind=kind,
            created_at=self._now,
        )
        self._add("signal.raised", signal, self._seen(kind, standing, signs))

    def _follow(
        self,
        signal: Signal,
        known: SignalFact | None,
        standing: ClauseStanding,
        signs: tuple[NormLight, ...],
    ) -> None:
        seen = self._seen(signal.kind, standing, signs)
        said = (known.period, known.light, known.told) if known else ("", "", "")
        if seen.period >= said[0] and said != (seen.period, seen.light, seen.told):
            self._add("signal.followed", signal, seen)

    def _seen(self, kind: str, standing: ClauseStanding, signs: tuple[NormLight, ...]) -> _Seen:
        norms = signs or standing.norms
        in_public = self._in_public.standing(standing.clause, self._period).norms
        plain = {norm.wording.id: norm.own_reason for norm in in_public}
        return _Seen(
            standing=standing,
            period=self._period,
            light=_SIGN[Kind(kind)] if signs else standing.worked_out,
            told="\n".join(_told(norm) for norm in norms),
            told_to_all="\n".join(
                _told(norm)
                if plain[norm.wording.id] == norm.own_reason
                else self._told_to_all(norm)
                for norm in norms
            ),
            norms=norms,
        )

    def _told_to_all(self, norm: NormLight) -> str:
        """Say the light without the figures of corporations."""
        return _("%(figure)s. %(light)s over %(period)s.") % {
            "figure": indicator(norm.wording.indicator_id).name_nl,
            "light": light_label(norm.by_itself),
            "period": self._period,
        }

    def _add(self, name: str, signal: Signal, seen: _Seen) -> None:
        SignalFact.objects.create(
            signal=signal,
            period=seen.period,
            light=seen.light,
            told=seen.told,
            told_to_all=seen.told_to_all,
            indicator_ids=seen.indicator_ids,
            noted_at=self._now,
        )
        asked = self._ask(signal, seen)
        audit.record(
            name=name,
            subject=("signal", signal.id),
            actor=SYSTEM,
            now=self._now,
            facts={
                "municipality_id": self._place,
                "kind": signal.kind,
                "period": seen.period,
                "light": seen.light,
                "asked": asked,
            },
        )

    def _ask(self, signal: Signal, seen: _Seen) -> list[str]:
        """Ask the parties from here that were not asked yet; return their codes."""
        if seen.light != _SIGN[Kind(signal.kind)]:
            return []
        own = _own_codes(signal.kind, seen.norms)
        codes = own or [code for code, _name in self._bound(seen.standing)]
        there = set(signal.parties.values_list("party_id", flat=True))
        here = [code for code in codes if code in self._party_ids]
        new = [code for code in here if self._party_ids[code] not in there]
        SignalParty.objects.bulk_create(
            SignalParty(
                signal=signal,
                party_id=self._party_ids[code],
                own=code in own,
                asked_at=self._now,
            )
            for code in new
        )
        return new

    def _bound(self, standing: ClauseStanding) -> Iterable[tuple[str, str]]:
        return self._lights.bound_parties(standing.clause.clause_id)


def _is_told(known: SignalFact | None, period: str, sign: str) -> bool:
    """Tell whether a signal that was closed said this already."""
    return known is not None and known.period >= period and known.light == sign


def _own_codes(kind: str, norms: Iterable[NormLight]) -> list[str]:
    """Return the parties that are off course themselves, or whose own figures are missing."""
    return list(
        dict.fromkeys(
            party.party_code
            for norm in norms
            for party in norm.parties
            if (party.missing if kind == Kind.MISSING else party.light == _SIGN[Kind.BREACH])
        )
    )


def _card(norm: NormLight) -> bool:
    return bool(norm.wording.indicator_id)


def _told(norm: NormLight) -> str:
    if not _card(norm):
        return norm.own_reason
    return f"{indicator(norm.wording.indicator_id).name_nl}. {norm.own_reason}"
