"""Reads an expression: a Pratt parser over the tokens (XPath 1.0, section 3)."""

from functools import lru_cache
from typing import Final

from inspector_app.xform.errors import XPathSyntaxError
from inspector_app.xform.xpath.ast import (
    Call,
    Chain,
    Expr,
    Filter,
    Negate,
    Number,
    Path,
    Step,
    Text,
)
from inspector_app.xform.xpath.lexer import Token, tokenize

# Nobody nests brackets as deep; beyond, Python would run out of stack instead of telling.
MAX_DEPTH: Final = 80
RANK: Final = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8,
}  # fmt: skip
NEGATION_RANK: Final = 7
AXES: Final = frozenset({
    "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self",
    "following", "following-sibling", "namespace", "parent", "preceding", "preceding-sibling",
    "self",
})  # fmt: skip
NODE_KINDS: Final = frozenset({"node", "text", "comment", "processing-instruction"})
_MARKS: Final = frozenset({"symbol", "operator"})
_ANY_BELOW: Final = Step("descendant-or-self", "node()")


@lru_cache(maxsize=8_192)
def parse_expression(text: str) -> Expr:
    """Return the tree of ``text``.

    Raises:
        XPathSyntaxError: the text is no expression, or is nested too deep.
    """
    parser = _Parser(tokenize(text))
    tree = parser.expression(0)
    parser.finish()
    return tree


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._index = 0
        self._token = tokens[0]
        self._depth = 0

    # --- tokens -----------------------------------------------------------------------------

    def _next(self) -> Token:
        return self._tokens[min(self._index + 1, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._token
        self._index += 1
        # The last token is the end, at which nothing is taken any more.
        self._token = self._tokens[min(self._index, len(self._tokens) - 1)]
        return token

    def _at(self, *texts: str) -> bool:
        token = self._token
        return token.text in texts and token.kind in _MARKS

    def _accept(self, text: str) -> bool:
        token = self._token
        if token.text == text and token.kind in _MARKS:
            self._take()
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._error(f"此处应为 {text}")

    def _error(self, detail: str) -> XPathSyntaxError:
        found = f"，却是 {self._token.text}" if self._token.kind != "end" else "，表达式却结束了"
        return XPathSyntaxError(self._token.position, detail + found)

    def finish(self) -> None:
        """Refuse anything that follows the expression."""
        if self._token.kind != "end":
            raise self._error("此处应为运算符")

    # --- operators --------------------------------------------------------------------------

    def expression(self, above: int) -> Expr:
        """Read an expression of operators that bind stronger than ``above``."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise XPathSyntaxError(self._token.position, f"括号嵌套超过 {MAX_DEPTH} 层")
        left = self._prefix()
        while (rank := self._rank()) > above:
            left = self._chain(left, rank)
        self._depth -= 1
        return left

    def _rank(self) -> int:
        return RANK.get(self._token.text, 0) if self._token.kind == "operator" else 0

    def _chain(self, first: Expr, rank: int) -> Expr:
        rest: list[tuple[str, Expr]] = []
        while self._rank() == rank:
            operator = self._take().text
            rest.append((operator, self.expression(rank)))
        return Chain(first, tuple(rest))

    def _prefix(self) -> Expr:
        if self._accept("-"):
            return Negate(self.expression(NEGATION_RANK - 1))
        return self._path()

    # --- paths ------------------------------------------------------------------------------

    def _path(self) -> Expr:
        if self._at("/", "//"):
            return self._absolute()
        if self._starts_primary():
            return self._from_primary()
        if self._starts_step():
            return Path(tuple(self._steps()))
        raise self._error("此处应为题目、数字、文字或函数")

    def _absolute(self) -> Path:
        if self._accept("//"):
            return Path((_ANY_BELOW, *self._steps()), absolute=True)
        self._take()
        return Path(tuple(self._steps()) if self._starts_step() else (), absolute=True)

    def _starts_primary(self) -> bool:
        token = self._token
        if token.kind in {"number", "string"} or self._at("("):
            return True
        return token.kind == "name" and self._next().text == "(" and token.text not in NODE_KINDS

    def _starts_step(self) -> bool:
        return self._token.kind == "name" or self._at(".", "..", "@", "*")

    def _from_primary(self) -> Expr:
        primary = self._primary()
        predicates = self._predicates()
        start = Filter(primary, predicates) if predicates else primary
        if self._accept("//"):
            return Path((_ANY_BELOW, *self._steps()), start=start)
        if self._accept("/"):
            return Path(tuple(self._steps()), start=start)
        return start

    def _primary(self) -> Expr:
        token = self._take()
        if token.kind == "number":
            return Number(token.text)
        if token.kind == "string":
            return Text(token.text)
        if token.text == "(":
            inner = self.expression(0)
            self._expect(")")
            return inner
        self._expect("(")
        return Call(token.text, self._arguments())

    def _arguments(self) -> tuple[Expr, ...]:
        arguments: list[Expr] = []
        if self._accept(")"):
            return ()
        while True:
            arguments.append(self.expression(0))
            if self._accept(")"):
                return tuple(arguments)
            self._expect(",")

    def _steps(self) -> list[Step]:
        steps = [self._step()]
        while self._at("/", "//"):
            if self._take().text == "//":
                steps.append(_ANY_BELOW)
            steps.append(self._step())
        return steps

    def _step(self) -> Step:
        if self._accept("."):
            return Step("self", "node()", self._predicates())
        if self._accept(".."):
            return Step("parent", "node()", self._predicates())
        axis = self._axis()
        return Step(axis, self._test(), self._predicates())

    def _axis(self) -> str:
        if self._accept("@"):
            return "attribute"
        if self._token.kind != "name" or self._next().text != "::":
            return "child"
        if self._token.text not in AXES:
            raise XPathSyntaxError(self._token.position, f"没有名为 {self._token.text} 的轴")
        axis = self._take().text
        self._take()
        return axis

    def _test(self) -> str:
        if self._accept("*"):
            return "*"
        if self._token.kind != "name":
            raise self._error("此处应为题目名")
        name = self._take().text
        if not self._at("("):
            return name
        if name not in NODE_KINDS:
            raise self._error("函数不能写在路径之中")
        return self._kind_test(name)

    def _kind_test(self, name: str) -> str:
        self._expect("(")
        target = ""
        if name == "processing-instruction" and self._token.kind == "string":
            target = repr(self._take().text)
        self._expect(")")
        return f"{name}({target})"

    def _predicates(self) -> tuple[Expr, ...]:
        predicates: list[Expr] = []
        while self._accept("["):
            predicates.append(self.expression(0))
            self._expect("]")
        return tuple(predicates)
