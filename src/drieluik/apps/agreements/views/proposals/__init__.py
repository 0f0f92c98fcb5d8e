"""Pages of proposals: the list, one proposal, writing it, and what parties say about it."""
