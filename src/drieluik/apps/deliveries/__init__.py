"""Workbooks of the corporations: uploaded, checked, signed, accepted or refused, kept for ever."""
