"""From the bytes of a workbook to typed tables.

Comes in: the package, one sheet at a time. Goes out: typed columns and findings at their cells.
Knows what one cell may hold, not what must hold between cells.
"""
