"""The calendar of a year: days of law and house, with the meetings and rounds that people planned."""
