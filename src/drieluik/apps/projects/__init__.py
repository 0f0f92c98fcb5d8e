"""What becomes of the focus projects: who leads, how far each action is, results, costs and cover."""
