"""Figures over changing borders: what changed, what went where, and series that say so.

Comes in: areas of two sets, and numbers per area. Goes out: changes, crosswalks, and numbers with
bounds that are sure. Knows no indicator.
"""
