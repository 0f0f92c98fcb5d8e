"""Pages about deliveries: for the corporation, and for the municipality."""
