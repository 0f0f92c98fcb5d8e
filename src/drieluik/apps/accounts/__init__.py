"""People who sign in: one account per person, known by e-mail address.

Knows nothing of parties or roles; those are memberships in organisations.
"""
