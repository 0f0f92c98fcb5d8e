"""Connections: programmes that ask the API for a party, with a secret of their own (OAuth 2)."""
