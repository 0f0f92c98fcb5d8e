"""The rules of the yearly cycle as dated data: the law in three states, and the rules of a house.

Comes in: YAML files with source and date of checking. Goes out: a rule book whose rules stand in
the order in which they hang on each other, and the counting of terms. Knows no year and no meeting.
"""
