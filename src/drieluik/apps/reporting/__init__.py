"""Reports made from monitor and register: a standing picture of figures, with texts of the parties.

A draft shows the figures of now and collects signed texts. Frozen, a report holds the figures,
lights, norms, completeness and definitions as known at one recorded moment, and never changes; what
is corrected later comes in a new edition that says what is otherwise. Calculates nothing itself.
"""
