"""Template filters of the monitor."""
