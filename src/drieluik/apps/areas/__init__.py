"""Areas of a municipality: sets of borders by year and source, and areas of the parties' own."""
