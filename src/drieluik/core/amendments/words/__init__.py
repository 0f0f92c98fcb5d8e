"""Words of one text: tokens, differences between two readings, merging, and where words are from.

Knows texts only: that a text is a clause of an agreement is settled one floor up.
"""
