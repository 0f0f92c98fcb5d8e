"""Puts a report together: from monitor and register as known at a moment to the rows that are printed.

Everything is read for the audience of the report, never for who asks: what its readers may not see is
not in it, and the report says so. Words are Dutch, whatever language the reader chose.
"""

from drieluik.apps.reporting.composing.asked import Asked, Earlier, Written
from drieluik.apps.reporting.composing.whole import Composed, chapters_of, compose

__all__ = ["Asked", "Composed", "Earlier", "Written", "chapters_of", "compose"]
