"""Searching all that a municipality keeps here, each reader only what that reader may open."""
