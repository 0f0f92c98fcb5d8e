"""Studies and policy papers that parties share, linked to the themes and agreements they serve."""
