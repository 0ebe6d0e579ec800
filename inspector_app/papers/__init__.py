"""Word files that come in: their text, tables and pictures; never how they look."""
