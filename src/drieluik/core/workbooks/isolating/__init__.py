"""The process that reads a workbook of strangers, and what it exchanges with its caller.

Comes in: a folder with bytes and limits. Goes out: the same folder with stamp, tables and
findings. Knows nothing of what is in the workbook.
"""
