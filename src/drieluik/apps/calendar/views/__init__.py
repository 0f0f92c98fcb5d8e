"""Pages of the year: the calendar itself, one item of it, and what one is mailed about."""
