"""Municipalities, parties, who represents whose tenants, and who may act for which party."""
