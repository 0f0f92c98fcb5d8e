"""What is impossible, doubtful or worth knowing about a calendar, as findings in Dutch.

Every finding about an item holds its id as fact ``item``, so that a page can show it there.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from drieluik.core.cycle.calendar import Calendar, CycleItem
from drieluik.core.cycle.checking_days import day_findings
from drieluik.core.cycle.dutch import EVENT_NL, day_nl
from drieluik.core.cycle.making import next_meeting
from drieluik.core.cycle.rules.rule import Ahead, AtNext, Meetings, Sort
from drieluik.core.findings import Fact, Finding, Severity

_ORDER = {Severity.BLOCKS: 0, Severity.CONFIRM: 1, Severity.REMARK: 2}


def findings_about(calendar: Calendar) -> tuple[Finding, ...]:
    """Return all findings about a calendar whose items are made, the gravest first."""
    found = [
        *_law(calendar),
        *_unplaced(calendar),
        *_fewer_than_agreed(calendar),
        *day_findings(calendar),
        *_limits(calendar),
        *_flow_to_meetings(calendar),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _law(calendar: Calendar) -> Iterator[Finding]:
    regimes = calendar.regimes
    facts: dict[str, Fact] = {"year": calendar.year}
    first_known = calendar.book.regimes[0].from_on
    if date(calendar.year, 1, 1) < first_known:
        yield Finding("cycle.law_not_known", Severity.CONFIRM, facts=facts)
    for earlier, later in pairwise(regimes):
        words = {"earlier": earlier.name_nl, "later": later.name_nl}
        on = {"from": day_nl(later.from_on)}
        yield Finding("cycle.two_regimes", Severity.REMARK, facts={**facts, **words, **on})
    for regime in regimes:
        uncertain = regime.uncertain_nl
        if uncertain and regime.from_on.year == calendar.year:
            words = {"regime": regime.name_nl, "uncertain": uncertain}
            yield Finding("cycle.regime_start_uncertain", Severity.REMARK, facts=words)
    yield from _overdue(calendar)


def _overdue(calendar: Calendar) -> Iterator[Finding]:
    today = calendar.known.today
    overdue = {
        (rule.kind.value, rule.recheck_before)
        for rule in calendar.book.rules.values()
        if today is not None and today >= rule.recheck_before
    }
    for kind, before in sorted(overdue):
        facts: dict[str, Fact] = {"kind": kind, "before": day_nl(before)}
        yield Finding(f"cycle.recheck_overdue_{kind}", Severity.REMARK, facts=facts)


def _unplaced(calendar: Calendar) -> Iterator[Finding]:
    """What people told and no rule of that day can use."""
    known = calendar.known
    made = {item.id for item in calendar.items if item.sort is Sort.MEETING}
    for meeting in known.meetings:
        if f"{calendar.year}:{meeting.rule_id}:{meeting.number}" not in made:
            name = _rule_name(calendar, meeting.rule_id)
            facts: dict[str, Fact] = {"rule": name, "number": meeting.number}
            yield _unused("cycle.meeting_not_in_rules", Severity.BLOCKS, meeting.held_on, facts)
    settled = {item.id for item in calendar.items if item.settled}
    for key, agreed_on in known.agreed.items():
        if f"{calendar.year}:{key}" not in settled:
            facts = {"rule": _rule_name(calendar, key.partition(":")[0])}
            yield _unused("cycle.other_day_not_allowed", Severity.BLOCKS, agreed_on, facts)
    used = {item.which for item in calendar.items if item.hangs_on is None}
    for event in known.events:
        if event.happened_on.year == calendar.year and event.id not in used:
            facts = {"event": f"{EVENT_NL[event.kind]} over {event.about_nl}"}
            yield _unused("cycle.event_without_term", Severity.REMARK, event.happened_on, facts)


def _rule_name(calendar: Calendar, rule_id: str) -> str:
    """What people call a rule; its id when the book has no such rule."""
    rule = calendar.book.rules.get(rule_id)
    return rule.versions[-1].name_nl if rule else rule_id


def _unused(rule: str, severity: Severity, day: date, facts: dict[str, Fact]) -> Finding:
    return Finding(rule, severity, value=day_nl(day), facts=facts)


def _fewer_than_agreed(calendar: Calendar) -> Iterator[Finding]:
    for rule in calendar.book.rules.values():
        items = calendar.of_rule(rule.id)
        version = rule.version_on(date(calendar.year, 12, 31))
        if version is None or not isinstance(version.when, Meetings):
            continue
        agreed = len(version.when.proposed)
        if len(items) < agreed:
            facts: dict[str, Fact] = {"name": version.name_nl, "agreed": agreed, "n": len(items)}
            yield Finding("cycle.fewer_than_agreed", Severity.CONFIRM, facts=facts)


def _limits(calendar: Calendar) -> Iterator[Finding]:
    for item in calendar.items:
        limit_rule = calendar.version_of(item).not_after
        limits = calendar.of_rule(limit_rule) if limit_rule else ()
        for limit in limits:
            if item.last_on > limit.last_on:
                yield Finding(
                    "cycle.after_its_limit",
                    Severity.BLOCKS,
                    value=day_nl(item.last_on),
                    facts=_names(item, limit),
                )


def _flow_to_meetings(calendar: Calendar) -> Iterator[Finding]:
    """Whether what a meeting must treat can be in its papers, and leaves room for advice."""
    for rule in calendar.book.rules.values():
        version = rule.version_on(date(calendar.year, 12, 31))
        if version is None or not isinstance(version.when, AtNext):
            continue
        for following in calendar.of_rule(version.when.following):
            meeting = next_meeting(following, calendar.of_rule(version.when.meeting))
            if meeting is None:
                yield _no_meeting(calendar, following, version.when.meeting)
            else:
                yield from _papers(calendar, following, meeting)


def _no_meeting(calendar: Calendar, following: CycleItem, meeting_rule: str) -> Finding:
    version = calendar.book.rules[meeting_rule].version_on(following.last_on)
    name = version.name_nl if version else meeting_rule
    facts: dict[str, Fact] = {"item": following.id, "name": following.name_nl, "meeting": name}
    day = day_nl(following.last_on)
    return Finding(
        "cycle.no_meeting_after",
        Severity.REMARK,
        value=day,
        facts={**facts, "next_year": calendar.year + 1},
    )


def _papers(calendar: Calendar, source: CycleItem, meeting: CycleItem) -> Iterator[Finding]:
    for item in calendar.items:
        if item.last_on >= source.last_on:
            continue
        if item.hangs_on == meeting.id and _is_ahead(calendar, item, term=False):
            yield _missed("cycle.papers_before_source", Severity.BLOCKS, item, source, meeting)
        elif _leaves_room_for(calendar, item, meeting) and source.rule_id != meeting.rule_id:
            yield _missed("cycle.no_room_for_advice", Severity.CONFIRM, item, source, meeting)


def _missed(
    rule: str, severity: Severity, item: CycleItem, source: CycleItem, meeting: CycleItem
) -> Finding:
    facts: dict[str, Fact] = {**_names(source, meeting), "papers": item.name_nl}
    facts |= {"source_on": day_nl(source.last_on), "item": item.id}
    return Finding(rule, severity, value=day_nl(item.last_on), facts=facts)


def _is_ahead(calendar: Calendar, item: CycleItem, term: bool) -> bool:
    when = calendar.version_of(item).when
    return isinstance(when, Ahead) and (when.term_of is not None) == term


def _leaves_room_for(calendar: Calendar, item: CycleItem, meeting: CycleItem) -> bool:
    if item.hangs_on is None or not _is_ahead(calendar, item, term=True):
        return False
    between = calendar.item(item.hangs_on)
    return meeting.id in (between.id, between.hangs_on)


def _names(item: CycleItem, other: CycleItem) -> dict[str, str]:
    return {
        "item": item.id,
        "name": item.name_nl,
        "other": other.name_nl,
        "other_on": day_nl(other.last_on),
    }
