"""Runs XForms: reads the XML, keeps the answers and works out what follows from them.

A library of its own: it knows nothing of schools or inspectors. See README.md beside this file.
"""

from inspector_app.xform.elements import Element
from inspector_app.xform.errors import (
    FormError,
    PathError,
    Problem,
    ReadOnlyError,
    XPathError,
    XPathSyntaxError,
)
from inspector_app.xform.formdef import FormDef, load_form
from inspector_app.xform.session import Session
from inspector_app.xform.states import Changes, Choice, NodeState, OpenPoint
from inspector_app.xform.storing import fits
from inspector_app.xform.xpath.documents import evaluate
from inspector_app.xform.xpath.functions import FUNCTIONS, TIER3
from inspector_app.xform.xpath.parser import parse_expression

__all__ = [
    "FUNCTIONS",
    "TIER3",
    "Changes",
    "Choice",
    "Element",
    "FormDef",
    "FormError",
    "NodeState",
    "OpenPoint",
    "PathError",
    "Problem",
    "ReadOnlyError",
    "Session",
    "XPathError",
    "XPathSyntaxError",
    "evaluate",
    "fits",
    "load_form",
    "parse_expression",
]
