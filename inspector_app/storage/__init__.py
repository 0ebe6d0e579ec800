"""SQLite through peewee: an encrypted database, its schema and its stores.

Stores take and return domain values; rows and queries never leave this package.
"""
