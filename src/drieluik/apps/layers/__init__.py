"""Layers: figures of anybody per area of a year, with where they come from and who may see them.

Comes in: a card in plain words, and files with a figure per area. Goes out: lists, maps and tables of
the versions in use, and which figures are due. Publishes nothing by itself: who publishes asks
``selectors``, which gives the publicness beside every layer.
"""
