"""Small readings for the templates of the focus projects."""
