"""The example city: facts of Enschede, agreements in our own words, made-up deliveries.

Comes in: the files in ``data/`` and a seed. Goes out: rows and tables that look like what parties
hand in. Every figure about a corporation is made up; knows no database (only ``seed.py`` does).
"""

FICTITIOUS_NL = "Voorbeeldcijfers: verzonnen, niet van de genoemde organisaties"
"""Label on every page, chart and export that shows a figure of the example."""

__all__ = ["FICTITIOUS_NL"]
