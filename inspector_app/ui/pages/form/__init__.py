"""Filling in a form beside a record, and the forms that are published here."""
