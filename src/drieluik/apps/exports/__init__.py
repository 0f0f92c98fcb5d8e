"""Exports: the file that a recipient such as the province gets every half-year, and what it holds."""
