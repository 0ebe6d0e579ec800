"""One module or package for each place; no page knows another."""
