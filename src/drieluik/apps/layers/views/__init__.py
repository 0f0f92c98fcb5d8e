"""Pages of layers: the list, one layer, files of it, and its versions."""
