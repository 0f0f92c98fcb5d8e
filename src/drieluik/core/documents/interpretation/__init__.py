"""What the blocks mean: one grammar for every layout and file format; no bytes here."""
