"""Registers of the office's year: kinds of entries, each with its fields and its rules.

Nothing is imported here: a start pays only for what it shows.
"""
