"""Pure renderers: rows and tables in, bytes out (Word, charts)."""

FICTITIOUS_NL = "Fictieve cijfers van de voorbeeldstad"
"""Label inside every picture and file that shows figures of a municipality marked fictitious."""
