"""Ways of writing the year, for templates only."""
