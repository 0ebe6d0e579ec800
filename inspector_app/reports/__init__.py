"""Documents on paper: a content tree first, ink second.

``document`` is the tree, made of frozen values; ``visit_report`` and ``month_report`` build one
from domain values; ``pdf`` turns any tree into PDF. A second renderer needs the tree alone.
"""
