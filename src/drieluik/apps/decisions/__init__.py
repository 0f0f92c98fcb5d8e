"""Meetings of the parties: agenda and papers, who was there, what was decided, and the minutes."""
