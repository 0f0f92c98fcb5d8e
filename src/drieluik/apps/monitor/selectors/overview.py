"""The whole picture of a half-year as a reader chose it: which agreements, and of which party."""

from dataclasses import dataclass, replace
from typing import Self

from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.wording import NO_NORM


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose; what is empty leaves nothing out.

    Attributes:
        period: The half-year.
        theme: Number of a theme.
        light: A light, or ``no_norm``.
        party: Code of a party; then the lights are those of that party alone.
    """

    period: str
    theme: str = ""
    light: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """How agreements stand in a half-year.

    Attributes:
        choice: What was chosen.
        rows: The agreements of the chosen theme and party, whatever their light.
        themes: Number and title of every theme, in the order of the document.
        parties: Code and name of every party with a light of its own, by name.
        missing: Corporations of which nothing was accepted over the half-year.
    """

    choice: Choice
    rows: tuple[ClauseStanding, ...]
    themes: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, lights: Lights, choice: Choice) -> Self:
        """Return the agreements that fall in a choice."""
        everything = lights.standings(choice.period)
        rows = lights.standings_of(choice.party, choice.period) if choice.party else everything
        whole = cls(
            choice=choice,
            rows=tuple(rows),
            themes=tuple(
                {
                    row.clause.theme_number: (row.clause.theme_number, row.clause.theme_title)
                    for row in everything
                }.values()
            ),
            parties=_parties(everything),
            missing=tuple(lights.missing_in(choice.period)),
        )
        return whole.narrowed_to(choice)

    def narrowed_to(self, choice: Choice) -> Self:
        """Return what falls in a choice of theme and light as well."""
        rows = (row for row in self.rows if choice.theme in ("", row.clause.theme_number))
        return replace(self, choice=choice, rows=tuple(rows))

    @property
    def chosen(self) -> tuple[ClauseStanding, ...]:
        """The agreements with the chosen light as well."""
        wanted = self.choice.light
        return tuple(row for row in self.rows if wanted in ("", row.light or NO_NORM))

    @property
    def party_name(self) -> str:
        """Name of the chosen party; empty when none was chosen that has a light."""
        return dict(self.parties).get(self.choice.party, "")

    @property
    def theme_name(self) -> str:
        """Number and title of the chosen theme; empty when none was chosen."""
        title = dict(self.themes).get(self.choice.theme)
        return f"{self.choice.theme}. {title}" if title else ""


def _parties(rows: list[ClauseStanding]) -> tuple[tuple[str, str], ...]:
    found = {
        party.party_code: party.party_name
        for row in rows
        for norm in row.norms
        for party in norm.parties
        if party.light
    }
    return tuple(sorted(found.items(), key=lambda item: item[1]))
