"""Cuts the text of an expression into tokens (XPath 1.0, section 3.7, with Chinese names)."""

import re
from typing import Final, NamedTuple

from inspector_app.xform.errors import XPathSyntaxError

MAX_LENGTH: Final = 100_000
_NAME: Final = r"[^\W\d][\w.\-·]*"
_TOKEN: Final = re.compile(
    rf"""(?P<space>[ \t\r\n\u00a0]+)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*])""",
    re.VERBOSE,
)
_OPERATORS: Final = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
# After one of these, after an operator, or at the start, an operand is due.
_OPERAND_DUE: Final = frozenset({"@", "::", "(", "[", ",", "/", "//"})
# An operator, alone or with a number behind it that nothing parts from it: ``6 div2``.
_GLUED: Final = re.compile(r"(and|or|div|mod)(?=\d+$|$)")
# What people type with a Chinese keyboard, and what they meant.
FULL_WIDTH: Final = dict(
    zip("（）［］，＝＜＞＋－＊／．｜“”‘’！", "()[],=<>+-*/.|\"\"''!", strict=True)
)


class Token(NamedTuple):
    """A piece of the text.

    ``kind`` is ``number``, ``string``, ``name``, ``operator``, ``symbol`` or ``end``; the text of
    a string is what stands between the quotation marks.
    """

    kind: str
    text: str
    position: int


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text``, the last of kind ``end``.

    Raises:
        XPathSyntaxError: a character that no expression has, or a text without its end.
    """
    if len(text) > MAX_LENGTH:
        raise XPathSyntaxError(MAX_LENGTH, f"表达式超过 {MAX_LENGTH} 个字符")
    tokens: list[Token] = []
    # Where an operand is due, a name is a name and * a wildcard.
    position, due = 0, True
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise XPathSyntaxError(position, _explain(text, position))
        kind, piece = match.lastgroup or "", match.group()
        if kind != "space":
            kind, taken = _told(kind, piece, due=due)
            shown = piece[1:-1] if kind == "string" else taken
            tokens.append(Token(kind, shown, position))
            due = kind == "operator" or (kind != "string" and shown in _OPERAND_DUE)
            position += len(taken)
        else:
            position += len(piece)
    tokens.append(Token("end", "", len(text)))
    return tokens


def _told(kind: str, piece: str, *, due: bool) -> tuple[str, str]:
    """Return the kind of a piece and what of it the token takes: of ``div2`` the operator."""
    if kind == "symbol":
        operator = piece in _OPERATORS or (piece == "*" and not due)
        return "operator" if operator else kind, piece
    if kind == "name" and not due:
        glued = _GLUED.match(piece)
        if glued:
            return "operator", glued.group(1)
    return kind, piece


def _explain(text: str, position: int) -> str:
    found = text[position]
    if found in "\"'":
        return "引号没有配对"
    if found in FULL_WIDTH:
        return f"“{found}”是全角符号，请改为半角的 {FULL_WIDTH[found]}"
    if found == "$":
        return "${题目名} 没有被替换，请检查题目名"
    return f"不认识的字符“{found}”"
