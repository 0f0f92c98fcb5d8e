"""Reading the monitor for pages: frozen rows, scoped to what the reader may see."""
