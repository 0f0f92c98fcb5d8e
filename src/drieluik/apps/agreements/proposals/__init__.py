"""Proposals: what a party wants to change, what the others say about it, and what it would give.

Reads the rows of the register and of proposals; the acts are in ``services``.
"""
