"""The whole register of a municipality as one file, to keep or to move to another installation."""
