"""The contract of each delivered table, one module per table.

Comes in: the form of a contract and the code lists. Goes out: descriptions. Knows no other table but
by its id.
"""
