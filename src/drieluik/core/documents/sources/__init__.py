"""The readers of file formats: bytes in, the common list of blocks out; no grammar here."""
