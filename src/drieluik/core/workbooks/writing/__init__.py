"""Making delivery workbooks out of contracts.

Comes in: contracts, a stamp, typed tables. Goes out: the bytes of an .xlsx file. Reads nothing.
"""

from drieluik.core.workbooks.writing.template import PREFILLED, write_template

__all__ = ["PREFILLED", "write_template"]
