"""An item and its ground in Dutch, the same on the command line, in a calendar file and on a page."""

from drieluik.core.cycle.calendar import CycleItem
from drieluik.core.cycle.dutch import parties_nl
from drieluik.core.cycle.rules.rule import Kind, Sort

_BEFORE_NL = {Sort.DEADLINE: "Uiterlijk: ", Sort.OPENING: "Vanaf: ", Sort.ALL_YEAR: "Hele jaar: "}


def title_nl(item: CycleItem) -> str:
    """Name an item so that one sees what its day means."""
    proposed = item.sort is Sort.MEETING and not item.settled
    name = item.name_nl
    capital = f"{name[:1].upper()}{name[1:]}" if item.sort is Sort.MEETING else name
    before = "Gaat niet door: " if item.cancelled_nl else _BEFORE_NL.get(item.sort, "")
    return f"{before}{capital}{' (voorstel)' if proposed else ''}"


def ground_nl(item: CycleItem) -> str:
    """Say on which ground an item stands, with the state of the law where the Woningwet is it."""
    source = " ".join(part for part in (item.source.law, item.source.article) if part)
    if item.kind is Kind.PLANNED:
        return f"{source[:1].upper()}{source[1:]}"
    if item.kind is Kind.HOUSE:
        return f"Huisregel, naar {source}"
    # the regimes are states of the Woningwet; other laws did not change with it
    changes = item.regime is not None and item.source.law.startswith("Woningwet")
    return f"Wet: {source}{f' (regeling {item.regime})' if changes else ''}"


def details_nl(item: CycleItem) -> tuple[str, ...]:
    """Everything a reader may want to know about an item, sentence by sentence."""
    to = f" Voor: {parties_nl(item.to)}." if item.to else ""
    lines = [
        f"Gaat niet door: {item.cancelled_nl}" if item.cancelled_nl else None,
        f"Wie: {parties_nl(item.who)}.{to}",
        f"Alleen {item.only_if_nl}." if item.only_if_nl else None,
        " ".join(item.why_nl) or None,
        item.note_nl,
        f"Niet zeker: {item.uncertain_nl}" if item.uncertain_nl else None,
        f"{ground_nl(item)}.",
    ]
    return tuple(line for line in lines if line)
