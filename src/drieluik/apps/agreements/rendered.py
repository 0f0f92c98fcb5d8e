"""Long lists of the register as HTML, made once as long as nobody does anything.

Three hundred rows cost more to write than to read. What stands here is made of its arguments
alone: who may see which light is judged before, and comes in as the light itself.
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from drieluik.apps.agreements.extensions import ClauseLight
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.audit.remembering import remembered
from drieluik.reports.agreements_document import PrintedAgreements


@remembered
def rows_of_theme(
    slug: str,
    clauses: tuple[ClauseRow, ...],
    lights: tuple[ClauseLight | None, ...] | None,
    days: str = "",
) -> SafeString:
    """Return the rows of agreements in order.

    Args:
        slug: Municipality in the addresses.
        clauses: The agreements.
        lights: The light of each, None for one without norm; None when lights are not shown.
        days: What keeps the addresses on another day; empty for today.
    """
    return render_to_string(
        "agreements/rows.html",
        {
            "slug": slug,
            "rows": list(zip(clauses, lights or [None] * len(clauses), strict=True)),
            "shows_lights": lights is not None,
            "days": days,
        },
    )


@remembered
def document_body(slug: str, document: PrintedAgreements, days: str = "") -> SafeString:
    """Return the contents, themes and annexes of the whole document; days as above."""
    context = {"slug": slug, "document": document, "days": days}
    return render_to_string("agreements/document_body.html", context)
