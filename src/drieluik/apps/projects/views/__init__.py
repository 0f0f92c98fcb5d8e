"""Pages of the focus projects by subject: the board, progress of an action, who leads."""
