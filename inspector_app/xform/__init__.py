"""Runs XForms: reads the XML, keeps the answers and works out what follows from them.

A library of its own: it knows nothing of schools or inspectors. See README.md beside this file.
"""

from inspector_app.xform.errors import (
    FormError,
    PathError,
    Problem,
    ReadOnlyError,
    XPathError,
    XPathSyntaxError,
)
from inspector_app.xform.xpath.functions import FUNCTIONS, TIER3
from inspector_app.xform.xpath.parser import parse_expression

__all__ = [
    "FUNCTIONS",
    "TIER3",
    "FormError",
    "PathError",
    "Problem",
    "ReadOnlyError",
    "XPathError",
    "XPathSyntaxError",
    "parse_expression",
]
