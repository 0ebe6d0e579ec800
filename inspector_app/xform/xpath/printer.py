"""Writes a tree back as text; reading the text gives the same tree."""

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
from inspector_app.xform.xpath.parser import NEGATION_RANK, RANK

_PRIMARY = 9


def to_text(expression: Expr) -> str:
    """Return ``expression`` as text, with no more brackets than it needs."""
    return _print(expression)[0]


def _print(expression: Expr) -> tuple[str, int]:
    """Return the text and the rank of its weakest operator."""
    match expression:
        case Number(text):
            return text, _PRIMARY
        case Text(value):
            mark = '"' if "'" in value else "'"
            return f"{mark}{value}{mark}", _PRIMARY
        case Negate(operand):
            return f"-{_within(operand, NEGATION_RANK)}", NEGATION_RANK
        case Chain():
            return _chain(expression)
        case Call(name, args):
            return f"{name}({', '.join(to_text(arg) for arg in args)})", _PRIMARY
        case Filter(primary, predicates):
            return _primary(primary) + _brackets(predicates), _PRIMARY
        case Path():
            return _path(expression), _PRIMARY - 1
        case _:
            raise TypeError(expression)


def _within(expression: Expr, rank: int) -> str:
    text, own = _print(expression)
    return text if own >= rank else f"({text})"


def _primary(expression: Expr) -> str:
    text, own = _print(expression)
    bare = own == _PRIMARY and not isinstance(expression, Filter)
    return text if bare else f"({text})"


def _chain(chain: Chain) -> tuple[str, int]:
    rank = RANK[chain.rest[0][0]]
    pieces = [_within(chain.first, rank + 1)]
    for operator, operand in chain.rest:
        pieces += [operator, _within(operand, rank + 1)]
    return " ".join(pieces), rank


def _brackets(predicates: tuple[Expr, ...]) -> str:
    return "".join(f"[{to_text(p)}]" for p in predicates)


def _step(step: Step) -> str:
    if step.test == "node()" and step.axis in {"self", "parent"}:
        return ("." if step.axis == "self" else "..") + _brackets(step.predicates)
    return step.text() + _brackets(step.predicates)


def _path(path: Path) -> str:
    steps = "/".join(_step(step) for step in path.steps)
    if path.start is None:
        return "/" + steps if path.absolute else steps
    start = _print(path.start)[0] if isinstance(path.start, Filter) else _primary(path.start)
    return f"{start}/{steps}"
