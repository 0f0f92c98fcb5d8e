"""Choosing what to hide: the least that is lost, so that no attacker can calculate a secret.

Comes in: unknowns, sums and what must stay uncertain. Goes out: what to hide, with proof of how
good that is. Knows no table and no rule.
"""
