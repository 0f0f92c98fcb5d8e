"""Reading files with borders: which file, which columns, which codes, which shapes.

Comes in: bytes of a GeoPackage, GeoJSON, zipped shapefile or StatLine CSV. Goes out: areas, what
was recognised, and findings. Every fault of the file is told at once; nothing is repaired unseen.
"""
