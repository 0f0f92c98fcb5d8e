"""Pages of the openness of items, for who signs in, and of the public site, for everybody."""
