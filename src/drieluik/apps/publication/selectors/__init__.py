"""Reading what can be public: items with their openness, and what the public site shows of them."""
