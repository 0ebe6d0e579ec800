"""The tables as peewee models, private to this package and bound to no database.

A query is executed on the ``Database`` that a store was given, so that two data folders can be open
in one process. A test compares them with the schema that the migrations make.
"""

import peewee


class Row(peewee.Model):
    """A row that has no integer id of peewee's making."""

    class Meta:
        primary_key = False
