"""Words for templates about deliveries."""
