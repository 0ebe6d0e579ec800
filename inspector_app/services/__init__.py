"""Use cases: one call is one transaction and returns what it changed."""
