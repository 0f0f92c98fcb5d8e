"""Whole sets of agreements: sections and clauses with stable ids, and what differs between two.

Knows no edit and no decision: those are one floor up.
"""
