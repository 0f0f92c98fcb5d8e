"""A cell as a person sees it in a Dutch Excel, for use in findings."""

import polars as pl

_MIDNIGHT = r"^([0-9]{4})-([0-9]{2})-([0-9]{2}) 00:00:00$"


def as_seen(text: pl.Expr, number: pl.Expr) -> pl.Expr:
    """Write numbers with a comma, days as dd-mm-yyyy, truth as WAAR or ONWAAR.

    Args:
        text: The text of the cell as the grid holds it.
        number: Not null where the cell is a number or a logical value.
    """
    truth = (
        pl.when(text == "true").then(pl.lit("WAAR")).when(text == "false").then(pl.lit("ONWAAR"))
    )
    of_number = pl.coalesce(truth, text.str.replace(".", ",", literal=True))
    return (
        pl.when(number.is_not_null())
        .then(of_number)
        .otherwise(text.str.replace(_MIDNIGHT, "$3-$2-$1"))
    )
