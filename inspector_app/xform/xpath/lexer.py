"""Cuts the text of an expression into tokens (XPath 1.0, section 3.7, with Chinese names)."""

import re
from dataclasses import dataclass
from typing import Final

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
# After one of these, or at the start, an operand is due: there a name is a name and * a wildcard.
_OPERAND_DUE: Final = frozenset({"@", "::", "(", "[", ",", "/", "//"})
# An operator, alone or with a number behind it that nothing parts from it: ``6 div2``.
_GLUED: Final = re.compile(r"(and|or|div|mod)(?=\d+$|$)")
# What people type with a Chinese keyboard, and what they meant.
FULL_WIDTH: Final = dict(
    zip("（）［］，＝＜＞＋－＊／．｜“”‘’！", "()[],=<>+-*/.|\"\"''!", strict=True)
)


@dataclass(frozen=True, slots=True)
class Token:
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
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise XPathSyntaxError(position, _explain(text, position))
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(_token(kind, match.group(), position, tokens))
        position = match.end() if kind == "space" else position + _width(match, tokens[-1])
    tokens.append(Token("end", "", len(text)))
    return tokens


def _token(kind: str, text: str, position: int, before: list[Token]) -> Token:
    if kind == "string":
        return Token("string", text[1:-1], position)
    due = not before or before[-1].kind == "operator" or before[-1].text in _OPERAND_DUE
    due = due and not (before and before[-1].kind == "string")
    if kind == "name" and not due:
        glued = _GLUED.match(text)
        if glued:
            return Token("operator", glued.group(1), position)
    if kind == "name":
        return Token("name", text, position)
    if kind == "symbol":
        operator = text in {"|", "+", "-", "=", "!=", "<", "<=", ">", ">="}
        return Token("operator" if operator or (text == "*" and not due) else kind, text, position)
    return Token(kind, text, position)


def _width(match: re.Match[str], token: Token) -> int:
    """Return how much of the text the token took: of ``div2`` the operator takes three."""
    return len(token.text) if token.kind == "operator" else len(match.group())


def _explain(text: str, position: int) -> str:
    found = text[position]
    if found in "\"'":
        return "引号没有配对"
    if found in FULL_WIDTH:
        return f"“{found}”是全角符号，请改为半角的 {FULL_WIDTH[found]}"
    if found == "$":
        return "${题目名} 没有被替换，请检查题目名"
    return f"不认识的字符“{found}”"
