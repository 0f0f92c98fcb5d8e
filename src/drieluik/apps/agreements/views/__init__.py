"""Pages of the register, by subject: the agreements, the document, focus projects, reading in."""
