"""The window: shows and collects; it holds no rules, no files and no SQL."""
