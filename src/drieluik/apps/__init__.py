"""The nouns the users use, one Django app each: models, policies, selectors, services, views.

An app enters another app only by its services, selectors and policies, and only downwards.
"""
