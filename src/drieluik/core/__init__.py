"""The calculations: tables and values in, tables and values out.

Knows no Django, no network, no clock and no global randomness.
"""
