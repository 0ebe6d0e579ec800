"""What a recorded test says without expecting anything in so many words.

Some recordings have lost their expectations, which the tests wrote as assertions of types. What is
left still says that the form is accepted, that an answer is taken, and what a question begins with.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from inspector_app.xform import Element
from tests.oracle.scenarios.run import Answer, Node

Json = Any


def implied(
    operations: Sequence[Json], done: Sequence[tuple[Json, Any]], refused: Exception | None
) -> Iterator[str | None]:
    """Yield the comparisons that the operations stand for; nothing where they stand for none."""
    names = {operation["op"] for operation in operations}
    if names == {"init"}:
        yield None if refused is None else f"the form was refused: {refused}"
    if not names <= {"init", "answer", "answerOf", "assert"}:
        return
    answered: dict[str, str] = {}
    for operation, result in done:
        if not isinstance(result, Answer) or result.node.element.has_calculate:
            continue
        if operation["op"] == "answer":
            answered[result.node.path] = str(operation["args"][-1])
        yield from _held(result, answered.get(result.node.path))


def _held(answer: Answer, given: str | None) -> Iterator[str | None]:
    """Compare an answer with what was given, before that with what the form begins with."""
    element: Element = answer.node.element
    wanted = element.default if given is None else given
    if given is None and (not wanted or "preload" in element.bind):
        return
    if element.data_type == "date":
        wanted = wanted.split("T")[0]
    yield None if answer.value == wanted else f"{_name(answer.node)}: {answer.value}, not {wanted}"


def _name(node: Node) -> str:
    return f"{node.path} ({node.state})"
