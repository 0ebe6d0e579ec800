"""Lines of a paragraph in which the face changes: a heading in 楷体 that goes on in 仿宋."""

from collections.abc import Sequence

from inspector_app.reports.linebreak import BLANKS, break_lines
from inspector_app.reports.lines import Line, Piece, Typesetter, filled


def mixed(parts: Sequence[tuple[Typesetter, str]], measure: float, *, indent: float) -> list[Line]:
    """Set one paragraph of parts in faces of their own and fill its lines to the measure.

    Args:
        parts: typesetters of one size, and what each of them sets.
        measure: width of a line.
        indent: how far the first line stands in.
    """
    text = "".join(part for _, part in parts)
    widths = [width for setter, part in parts for width in setter.widths(part)]
    style = parts[0][0].style
    lines = []
    for start, end in break_lines(
        text, widths=widths, measure=measure, first_measure=measure - indent
    ):
        shown = start + len(text[start:end].rstrip(BLANKS))
        x = indent if start == 0 else 0.0
        pieces = _pieces(parts, start, shown, x)
        lines.append(Line(tuple(pieces), x + sum(widths[start:shown]), style.tracking))
    return filled(lines, measure, size=style.size)


def _pieces(parts: Sequence[tuple[Typesetter, str]], start: int, end: int, x: float) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    for setter, part in parts:
        cut = part[max(0, start - offset) : max(0, end - offset)]
        pieces += setter.pieces(cut, x)
        x += setter.width(cut)
        offset += len(part)
    return pieces
