"""Words for templates about publications."""
