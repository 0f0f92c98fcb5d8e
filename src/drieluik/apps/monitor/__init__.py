"""Figures and norms beside the agreements: is it happening, and how do we know."""
