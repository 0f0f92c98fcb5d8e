"""Borders for maps: simpler lines that keep meeting, schematic cells, GeoJSON in degrees."""
