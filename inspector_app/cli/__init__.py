"""The command line: the same services as the window, every main job headless."""
