"""Word files from the same content trees as the PDF: editable, with the fonts that offices have.

A new kind of block registers its own function with ``blocks.add``; a new look goes into ``styles``.
"""

from inspector_app.reports.word.render import render_docx

__all__ = ["render_docx"]
