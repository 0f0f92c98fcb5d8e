"""Pages of the monitor, by subject."""
