"""The indicators themselves, one module per subject; each module ends with its cards."""
