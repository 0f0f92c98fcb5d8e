"""Layers on the public site: only those whose source made the same figures public itself.

One person says so, with the address; another looks there and confirms. A party's own figures never
come in here: those go through the release of figures.
"""
