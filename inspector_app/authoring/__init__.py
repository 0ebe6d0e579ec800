"""From the sheets that a clerk writes to a published form: read, checked cell by cell, compiled."""
