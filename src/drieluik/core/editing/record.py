"""One row as a model: what each cell may hold, and what the rules ask of them together."""

from collections.abc import Sequence

from drieluik.core.editing.fields import Choice, Field, Number, Value, as_number, columns_of
from drieluik.core.editing.solver import Model
from drieluik.core.tables import (
    Comparison,
    Condition,
    Pair,
    Pairing,
    Period,
    Reference,
    Rule,
    TotalEqualsSum,
    WhenMissing,
    WithinPeriod,
)

Terms = dict[int, float]


class Record:
    """A row whose cells are unknown.

    A rule that compares says nothing while one side has no value, just as when a file is checked.

    Attributes:
        model: Where further requirements can be added.
    """

    def __init__(self, fields: Sequence[Field], period: Period | None = None) -> None:
        self.model = Model()
        self._period = period
        self._fields = {field.name: field for field in fields}
        self._gone = {field.name: self._make_gone(field) for field in fields}
        self._numbers = {
            field.name: self.model.number(field.low, field.high, whole=field.whole)
            for field in fields
            if isinstance(field, Number)
        }
        self._is: dict[tuple[str, Value], int] = {}
        for field in fields:
            if isinstance(field, Choice):
                self._choose(field)

    def gone(self, name: str) -> int:
        """Return the unknown that is 1 when a cell has no value."""
        return self._gone[name]

    def is_value(self, name: str, value: str | float | bool) -> int | None:
        """Return the unknown that is 1 when a cell holds a value; None when it never can."""
        field = self._fields[name]
        if isinstance(field, Number) and (name, value) not in self._is:
            self._is[name, value] = self._equals(field, as_number(value))
        return self._is.get((name, value))

    def hold(self, rule: Rule) -> None:
        """Require that a rule holds."""
        match rule:
            case Comparison():
                for terms, at_most in self._compared(rule, rule.operator):
                    self._unless_skipped(rule, terms, at_most)
            case TotalEqualsSum():
                for terms in self._differences(rule):
                    self._unless_skipped(rule, terms, rule.tolerance)
            case Condition():
                self._hold_condition(rule)
            case Pair():
                self._hold_pair(rule)
            case WithinPeriod() if self._period is not None:
                self._hold_period(rule, self._period)
            case _:
                """Other tables, and a period that is not known, ask nothing of one row."""

    def break_(self, rule: Rule) -> bool:
        """Require that a rule is broken; tell whether that can be asked of one row at all."""
        match rule:
            case Comparison() if rule.operator not in ("==", "!="):
                self._require_judged(rule)
                for terms, at_most in self._compared(rule, _OPPOSITE[rule.operator]):
                    self.model.require(terms, at_most=at_most)
            case TotalEqualsSum():
                self._break_total(rule)
            case Condition():
                self._break_condition(rule)
            case Pair():
                self._break_pair(rule)
            case Comparison() | WithinPeriod() | Reference():
                return False
        return True

    def keep(self, name: str, value: Value, unless: int) -> None:
        """Require that a cell stays as it is, unless the given unknown is 1."""
        require, field = self.model.require, self._fields[name]
        if value is None:
            require({self._gone[name]: 1, unless: 1}, at_least=1)
        elif isinstance(field, Choice):
            chosen = self._is.get((name, value), self._is.get((name, _OTHER)))
            require({unless: 1} | ({} if chosen is None else {chosen: 1}), at_least=1)
        else:
            now = as_number(value)
            room = max(field.high - now, now - field.low) + 1
            require({self._gone[name]: 1, unless: -1}, at_most=0)
            require({self._numbers[name]: 1, unless: -room}, at_most=now)
            require({self._numbers[name]: 1, unless: room}, at_least=now)

    def _make_gone(self, field: Field) -> int:
        return self.model.number(0, 1 if field.may_lack else 0, whole=True)

    def _choose(self, field: Choice) -> None:
        """Require exactly one of the values, another value, or none."""
        values: list[str | float | bool] = [*field.values, *([_OTHER] if field.open else [])]
        for value in values:
            self._is[field.name, value] = self.model.yes_or_no()
        one = {self._is[field.name, value]: 1.0 for value in values}
        self.model.require(one | {self._gone[field.name]: 1.0}, at_least=1, at_most=1)

    def _equals(self, field: Number, value: float) -> int:
        """Return an unknown that is 1 exactly when a number is there and has a value."""
        below, equal, above = (self.model.yes_or_no() for _ in range(3))
        cell, gone = self._numbers[field.name], self._gone[field.name]
        room = max(field.high - value, value - field.low) + field.step
        self.model.require({below: 1, equal: 1, above: 1, gone: 1}, at_least=1, at_most=1)
        self.model.require({cell: 1, below: room + field.step}, at_most=value + room)
        self.model.require({cell: 1, above: -(room + field.step)}, at_least=value - room)
        self.model.require({cell: 1, equal: room}, at_most=value + room)
        self.model.require({cell: 1, equal: -room}, at_least=value - room)
        return equal

    def _compared(self, rule: Comparison, operator: str) -> list[tuple[Terms, float]]:
        """Return sums that are at most a bound when the comparison holds with this operator."""
        left = self._fields[rule.left]
        if not isinstance(left, Number):
            raise TypeError(f"{rule.id}: {rule.left} cannot be compared")
        cell = self._counted(rule.left, rule.when_missing)
        right = (
            {self._counted(rule.right, rule.when_missing): -1.0}
            if isinstance(rule.right, str)
            else {}
        )
        constant = 0.0 if isinstance(rule.right, str) else float(rule.right)
        less = {cell: 1.0} | right
        more = {unknown: -weight for unknown, weight in less.items()}
        if operator == "!=":
            return [(self._either(less, more, constant, left), -left.step)]
        strict = left.step if operator in ("<", ">") else 0.0
        sums = [(less, constant - strict)] if operator in ("<=", "<", "==") else []
        return sums + ([(more, -constant - strict)] if operator in (">=", ">", "==") else [])

    def _either(self, less: Terms, more: Terms, constant: float, left: Number) -> Terms:
        """Return terms for "lower or higher": a choice decides which of the two is asked."""
        higher = self.model.yes_or_no()
        room = 4 * (left.high - left.low) + 2 * abs(constant)
        self.model.require(more | {higher: room}, at_most=room - constant - left.step)
        shifted = self.model.number(constant, constant)
        return less | {higher: -room, shifted: -1.0}

    def _differences(self, rule: TotalEqualsSum) -> tuple[Terms, Terms]:
        """Return how far the total is above the sum of its parts, and how far below."""
        above = {self._counted(rule.total, rule.when_missing): 1.0}
        above |= {self._counted(name, rule.when_missing): -1.0 for name in rule.parts}
        return above, {unknown: -weight for unknown, weight in above.items()}

    def _break_total(self, rule: TotalEqualsSum) -> None:
        self._require_judged(rule)
        total = self._fields[rule.total]
        step = total.step if isinstance(total, Number) else 0.0
        room = 2 * sum(self._widest(name) for name in columns_of(rule)) + rule.tolerance + step
        too_low = self.model.yes_or_no()
        above, below = self._differences(rule)
        at_least = rule.tolerance + step
        self.model.require(above | {too_low: room}, at_least=at_least)
        self.model.require(below | {too_low: -room}, at_least=at_least - room)

    def _counted(self, name: str, when_missing: WhenMissing) -> int:
        """Return the unknown that counts for a cell: its number, or zero when that is missing."""
        cell, field = self._numbers[name], self._fields[name]
        if when_missing is WhenMissing.SKIP_IF_ANY or not isinstance(field, Number):
            return cell
        low, high, gone = min(field.low, 0.0), max(field.high, 0.0), self._gone[name]
        counts = self.model.number(low, high)
        self.model.require({counts: 1, gone: high}, at_most=high)
        self.model.require({counts: 1, gone: low}, at_least=low)
        self.model.require({counts: 1, cell: -1, gone: low - high}, at_most=0)
        self.model.require({counts: 1, cell: -1, gone: high - low}, at_least=0)
        return counts

    def _unless_skipped(
        self, rule: Comparison | TotalEqualsSum, terms: Terms, at_most: float
    ) -> None:
        names = columns_of(rule)
        room = sum(self._widest(name) for name in names) + abs(at_most)
        excuse = dict.fromkeys(self._excuses(rule), -room)
        self.model.require(terms | excuse, at_most=at_most)

    def _excuses(self, rule: Comparison | TotalEqualsSum) -> list[int]:
        """Return unknowns of which one being 1 means that the row is skipped."""
        gone = [self._gone[name] for name in columns_of(rule)]
        if rule.when_missing is WhenMissing.SKIP_IF_ANY:
            return gone
        if rule.when_missing is WhenMissing.NEVER_SKIP:
            return []
        all_gone = self.model.yes_or_no()
        for one in gone:
            self.model.require({all_gone: 1, one: -1}, at_most=0)
        return [all_gone]

    def _require_judged(self, rule: Comparison | TotalEqualsSum) -> None:
        """Require that the row is not skipped."""
        gone = [self._gone[name] for name in columns_of(rule)]
        if rule.when_missing is WhenMissing.NEVER_SKIP:
            return
        most = 0 if rule.when_missing is WhenMissing.SKIP_IF_ANY else len(gone) - 1
        self.model.require(dict.fromkeys(gone, 1.0), at_most=most)

    def _hold_pair(self, rule: Pair) -> None:
        first, second = self._gone[rule.first], self._gone[rule.second]
        if rule.pairing is Pairing.BOTH_OR_NONE:
            self.model.require({first: 1, second: -1}, at_least=0, at_most=0)
        else:
            self.model.require({first: 1, second: 1}, at_least=1)

    def _break_pair(self, rule: Pair) -> None:
        n_gone = 1 if rule.pairing is Pairing.BOTH_OR_NONE else 0
        both = {self._gone[rule.first]: 1.0, self._gone[rule.second]: 1.0}
        self.model.require(both, at_least=n_gone, at_most=n_gone)

    def _widest(self, name: str) -> float:
        field = self._fields[name]
        return max(abs(field.low), abs(field.high)) if isinstance(field, Number) else 0.0

    def _any_of(self, name: str, values: Sequence[str | float | bool]) -> Terms:
        found = (self.is_value(name, value) for value in values)
        return {unknown: 1.0 for unknown in found if unknown is not None}

    def _hold_condition(self, rule: Condition) -> None:
        applies = self._any_of(rule.when_column, rule.when_values)
        gone = self._gone[rule.then_column]
        if rule.then_values is None:
            self.model.require(applies | {gone: 1.0}, at_most=1)
            return
        right = self._any_of(rule.then_column, rule.then_values)
        excuse = dict.fromkeys((*right, gone), -1.0)
        self.model.require(applies | excuse, at_most=0)

    def _break_condition(self, rule: Condition) -> None:
        self.model.require(self._any_of(rule.when_column, rule.when_values), at_least=1)
        gone = self._gone[rule.then_column]
        if rule.then_values is None:
            self.model.require({gone: 1.0}, at_least=1)
            return
        right = self._any_of(rule.then_column, rule.then_values)
        self.model.require(right | {gone: 1.0}, at_most=0)

    def _hold_period(self, rule: WithinPeriod, period: Period) -> None:
        cell, gone = self._numbers[rule.column], self._gone[rule.column]
        room = self._widest(rule.column)
        last = float(period.last_day.toordinal())
        self.model.require({cell: 1.0, gone: -room}, at_most=last)
        if rule.from_start:
            first = float(period.starts_on.toordinal())
            self.model.require({cell: 1.0, gone: room}, at_least=first)


_OTHER = "another value"
_OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}
