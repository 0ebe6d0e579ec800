"""Frozen values and pure rules of the field; no I/O, no clock, no Qt, no SQL."""
