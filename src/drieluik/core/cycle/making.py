"""From rules to items: every rule in the order of what it hangs on, every version in its own time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from drieluik.core.cycle.calendar import CycleItem, Event, FixedMeeting, Known
from drieluik.core.cycle.days import (
    Found,
    day_after_term,
    day_ahead,
    day_that_leaves_room,
    proposed_day,
    single,
)
from drieluik.core.cycle.dutch import EVENT_NL, day_nl, yearly_nl
from drieluik.core.cycle.rules.book import RuleBook
from drieluik.core.cycle.rules.rule import (
    Ahead,
    AtNext,
    Kind,
    Meetings,
    Regime,
    Rule,
    RuleVersion,
    Sort,
    Term,
    Yearly,
)
from drieluik.core.cycle.rules.terms import Length

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One day found for a rule, before it is known whether the rule counts on that day."""

    which: str
    found: Found
    anchor: CycleItem | None = None
    following_nl: str = ""
    numbered: bool = False
    meeting: FixedMeeting | None = None
    settled: bool = False


@dataclass(slots=True)
class Maker:
    """Makes the items of one year; rules must come in the order of the book."""

    year: int
    book: RuleBook
    known: Known
    made: dict[str, tuple[CycleItem, ...]] = field(default_factory=dict)

    def make_all(self) -> tuple[CycleItem, ...]:
        """Make the items of all rules, in order of last day."""
        for rule in self.book.rules.values():
            self.made[rule.id] = tuple(self._of_rule(rule))
        items = (item for items in self.made.values() for item in items)
        return tuple(sorted(items, key=lambda item: (item.until_on, item.from_on, item.id)))

    def _of_rule(self, rule: Rule) -> Iterator[CycleItem]:
        for version in rule.versions:
            from_on, until_on = rule.validity(version)
            for by_rule in self._drawn(rule, version):
                drawn = self._as_agreed(rule, version, by_rule)
                found = drawn.found
                if rule.sort is Sort.ALL_YEAR:
                    found = _clipped(found, from_on, until_on)
                if found.from_on < found.until_on and from_on <= found.until_on - _DAY < until_on:
                    yield self._item(rule, version, drawn, found)

    def _drawn(self, rule: Rule, version: RuleVersion) -> Iterator[Drawn]:
        match version.when:
            case Yearly() as when:
                yield self._yearly(rule, version, when)
            case Meetings() as when:
                yield from self._meetings(rule, when)
            case Term() as when:
                yield from self._term(rule, when)
            case Ahead() as when:
                yield from self._ahead(when)
            case AtNext() as when:  # pragma: no branch - the last of five
                yield from self._at_next(when)

    def _as_agreed(self, rule: Rule, version: RuleVersion, drawn: Drawn) -> Drawn:
        """The day that parties agreed on, where the rule lets them: it then moves with nothing.

        A day in another year is no day of this one: the law may differ there.
        """
        key = f"{rule.id}:{drawn.which}" if drawn.which else rule.id
        agreed = self.known.agreed.get(key) if version.agreed_day else None
        if agreed is None or agreed.year != self.year:
            return drawn
        by_rule = drawn.found
        has_window = by_rule.from_on < by_rule.until_on - _DAY and by_rule.from_on <= agreed
        from_on = by_rule.from_on if has_window else agreed
        found = Found(from_on, agreed + _DAY, ("Datum afgesproken door partijen.",))
        return replace(drawn, found=found, settled=True)

    def _yearly(self, rule: Rule, version: RuleVersion, when: Yearly) -> Drawn:
        which = version.from_on.isoformat() if rule.sort is Sort.ALL_YEAR else ""
        named = when.until.in_year(self.year)
        until_on = named + _DAY if when.inclusive else named
        from_on = when.first.in_year(self.year) if when.first else until_on - _DAY
        why = () if rule.sort is Sort.ALL_YEAR else (yearly_nl(when),)
        return Drawn(which, Found(from_on, until_on, why))

    def _meetings(self, rule: Rule, when: Meetings) -> Iterator[Drawn]:
        fixed = {
            meeting.number: meeting for meeting in self.known.meetings if meeting.rule_id == rule.id
        }
        numbers = sorted({*range(1, len(when.proposed) + 1), *fixed})
        for number in numbers:
            meeting = fixed.get(number)
            if meeting is not None:
                found = single(meeting.held_on, "Datum vastgesteld door partijen.")
            elif f"{self.year}:{rule.id}:{number}" in self.known.cancelled:
                continue
            else:
                rule_day = when.proposed[number - 1]
                found = proposed_day(self.year, rule_day, self.book.habits, self.known.free_periods)
            yield Drawn(
                which=str(number),
                found=found,
                numbered=len(numbers) > 1,
                meeting=_with_times(meeting, rule.id, number, when, found),
                settled=meeting is not None,
            )

    def _term(self, rule: Rule, when: Term) -> Iterator[Drawn]:
        statutory = rule.kind is Kind.STATUTORY
        for start, which, anchor, name_nl in self._starts(when):
            found = day_after_term(start, when.length, name_nl, statutory)
            if when.passed:
                found = single(found.from_on + _DAY, *found.why_nl, "De dag daarna.")
            yield Drawn(which, found, anchor)

    def _starts(self, when: Term) -> Iterator[tuple[date, str, CycleItem | None, str]]:
        for anchor in self.made.get(when.after or "", ()):
            yield anchor.last_on, anchor.which, anchor, anchor.name_nl
        for event in self.known.events:
            if event.kind is when.after_event and event.happened_on.year == self.year:
                yield event.happened_on, event.id, None, _event_nl(event)

    def _ahead(self, when: Ahead) -> Iterator[Drawn]:
        for anchor in self.made[when.than]:
            if when.length is not None:
                found = day_ahead(anchor.from_on, when.length, anchor.name_nl)
                yield Drawn(anchor.which, found, anchor)
            elif length := self._length_of(when.term_of or "", anchor.from_on):
                found = day_that_leaves_room(anchor.from_on, length, anchor.name_nl)
                yield Drawn(anchor.which, found, anchor)

    def _length_of(self, rule_id: str, day: date) -> Length | None:
        version = self.book.rules[rule_id].version_on(day)
        return version.when.length if version and isinstance(version.when, Term) else None

    def _at_next(self, when: AtNext) -> Iterator[Drawn]:
        for following in self.made[when.following]:
            meeting = next_meeting(following, self.made[when.meeting])
            if meeting is not None:
                words = f"Eerstvolgende na {following.name_nl} ({day_nl(following.last_on)})."
                found = single(meeting.from_on, words)
                yield Drawn(following.which, found, meeting, following.name_nl)

    def _item(self, rule: Rule, version: RuleVersion, drawn: Drawn, found: Found) -> CycleItem:
        anchor, meeting = drawn.anchor, drawn.meeting
        parts = [str(self.year), rule.id, *([drawn.which] if drawn.which else [])]
        places = {"anchor": anchor.name_nl if anchor else "", "following": drawn.following_nl}
        name = version.name_nl.format_map(places)
        choice = () if drawn.settled or not version.choice_nl else (version.choice_nl,)
        regime = self._regime(found.until_on - _DAY) if rule.kind is Kind.STATUTORY else None
        return CycleItem(
            id=":".join(parts),
            rule_id=rule.id,
            kind=rule.kind,
            sort=rule.sort,
            name_nl=f"{name} {drawn.which}" if drawn.numbered else name,
            who=version.who,
            to=version.to,
            from_on=found.from_on,
            until_on=found.until_on,
            source=version.source,
            why_nl=(*found.why_nl, *choice),
            starts_at=meeting.starts_at if meeting else None,
            ends_at=meeting.ends_at if meeting else None,
            place_nl=meeting.place_nl if meeting else None,
            regime=regime.id if regime else None,
            hangs_on=anchor.id if anchor and not drawn.settled else None,
            settled=drawn.settled,
            movable=rule.sort is Sort.MEETING or version.agreed_day,
            only_if_nl=version.only_if_nl,
            note_nl=version.note_nl,
            uncertain_nl=version.uncertain_nl or self._uncertain(regime),
        )

    def _regime(self, day: date) -> Regime | None:
        inside = (
            regime
            for regime in self.book.regimes
            if regime.from_on <= day < (regime.until_on or date.max)
        )
        return next(inside, None)

    def _uncertain(self, regime: Regime | None) -> str | None:
        starts_now = regime is not None and regime.from_on.year == self.year
        return regime.uncertain_nl if regime and starts_now else None


def next_meeting(following: CycleItem, meetings: Sequence[CycleItem]) -> CycleItem | None:
    """The first meeting after the last day of an item; None when the year has none."""
    later = [meeting for meeting in meetings if meeting.from_on > following.last_on]
    return min(later, key=lambda meeting: (meeting.from_on, meeting.id), default=None)


def _clipped(found: Found, from_on: date, until_on: date) -> Found:
    return Found(max(found.from_on, from_on), min(found.until_on, until_on), found.why_nl)


def _with_times(
    meeting: FixedMeeting | None, rule_id: str, number: int, when: Meetings, found: Found
) -> FixedMeeting:
    if meeting is not None and meeting.starts_at is not None:
        return meeting
    place = meeting.place_nl if meeting else None
    return FixedMeeting(rule_id, number, found.from_on, when.starts_at, when.ends_at, place)


def _event_nl(event: Event) -> str:
    return f"{EVENT_NL[event.kind]} over {event.about_nl}"
