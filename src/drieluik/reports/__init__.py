"""Pure renderers: rows and tables in, bytes out (Word, charts)."""
