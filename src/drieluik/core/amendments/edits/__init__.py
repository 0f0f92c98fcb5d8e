"""Edits of a set of agreements: what a proposal changes, and the set that follows from it.

Knows no proposal's fate, no party and no date: which edits count, and from when, is decided by the
parties; here is only what they make of the text.
"""
