"""Pages of areas: borders, areas of the parties' own, and in which buurt a place lies."""
