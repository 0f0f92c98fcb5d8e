"""Delegates who let another delegate of their party speak in their place: who may, rows, forms."""
