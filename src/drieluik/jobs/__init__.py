"""What reacts to recorded events, and what runs by the clock."""
