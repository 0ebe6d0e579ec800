"""Questions that wait for an answer, each with one static ``ask``."""
