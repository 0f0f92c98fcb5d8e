"""What templates of the public site ask."""
