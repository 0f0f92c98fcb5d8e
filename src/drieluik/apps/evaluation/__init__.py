"""Looking back on a year of working together: meetings, lateness, proposals, gaps, who owes what.

Reads what the rooms below recorded, and keeps one thing itself: what the parties answered to a
short questionnaire about the process. Judges nobody: it counts, and names who it heard nothing of.
"""
