"""The data key and the encrypted photo files."""
