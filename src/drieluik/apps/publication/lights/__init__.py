"""Lights that everybody sees: what may be shown, opening it, and what is open now.

Comes in: lights of the monitor, each weighed. Goes out: frozen openings, and of those what belongs to
agreements that everybody may read. Knows no page.
"""
