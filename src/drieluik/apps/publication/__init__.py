"""What everybody may read: the openness of every item, and the public site of a municipality."""
