"""Which norms use a figure: those that test by it, and those that hold only when it meets a bound."""

from dataclasses import dataclass

from drieluik.apps.agreements.proposals.norming import norm_name
from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.reading_norms import stored


@dataclass(frozen=True, slots=True)
class NormUse:
    """A norm that counts and uses a figure.

    Attributes:
        norm_text_id: Its newest confirmed wording.
        name: Its own figure and target.
        quotation: The words of the agreement that it leans on.
        is_condition: Whether it only holds when the figure meets a bound, and tests by another.
    """

    norm_text_id: int
    name: str
    quotation: str
    is_condition: bool


def norms_using(*, municipality_id: int, indicator_id: str) -> tuple[NormUse, ...]:
    """Return the norms that count and use a figure, in order of writing."""
    confirmed = NormText.objects.filter(
        norm__municipality_id=municipality_id, confirmed_at__isnull=False
    )
    newest = {text.norm_id: text for text in confirmed.order_by("id")}
    return tuple(
        NormUse(text.id, norm_name(text.text), text.quotation, text.indicator_id != indicator_id)
        for text in newest.values()
        if text.state == NormText.State.CONFIRMED and indicator_id in stored(text.text).rests_on
    )
