"""Changes of the agreements: what differs between two texts, and what edits make of a text.

Comes in: texts and frozen rows. Goes out: differences word by word, redlines of whole sets,
consolidated sets with findings, and which decision brought which words. Knows no file format, no
database, no user and no clock: who decides, and when it counts, is settled elsewhere.
"""
