"""What was done, by whom and when: a chain of events that cannot be changed unseen.

Every act of a service writes one event; each event carries the hash of the one before.
"""
