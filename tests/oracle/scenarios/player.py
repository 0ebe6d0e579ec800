"""Plays recorded form scenarios: what another engine's tests did, and what they expect.

A scenario is a list of operations; each may leave a result, and an expectation names such a result
and what it must be. Whatever speaks of things that our engine does not have is told apart, with its
reason, from what it has and does differently.

* `acts`, `looks`, `matchers`: the vocabulary of the recordings;
* `run`: the form that is being filled, and what a scenario may hold in its hand of it;
* `positions`, `instances`: the order of questions, and saved instances;
* `implied`: what a scenario says that has no expectation in so many words;
* `standins`: forms of ours for recordings that name a form and do not hold it;
* `outcome`: what became of it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inspector_app.xform import FormError, Session, load_form
from tests.oracle.scenarios.acts import ACTS
from tests.oracle.scenarios.implied import implied
from tests.oracle.scenarios.instances import answers_in
from tests.oracle.scenarios.looks import called, got
from tests.oracle.scenarios.matchers import MATCHERS
from tests.oracle.scenarios.outcome import DiffersError, NotOursError, Outcome
from tests.oracle.scenarios.run import Answer, Node, Run
from tests.oracle.scenarios.standins import STAND_INS

Json = Any


def play(row: Mapping[str, Json]) -> Outcome:
    """Run one recorded scenario; its digest is that of all that was recorded."""
    recorded = json.dumps(row, sort_keys=True).encode()
    outcome = Outcome(hashlib.sha256(recorded).hexdigest()[:10], f"{row['file']}: {row['test']}")
    try:
        _Player(outcome).play(row["ops"])
    except NotOursError as reason:
        outcome.stopped = str(reason)
    return outcome


class _Player:
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.runs: dict[int, Run] = {}
        self.results: dict[int, Any] = {}
        self.refused: Exception | None = None
        self.last = ""
        self.done: list[tuple[Json, Any]] = []
        self._readings: Mapping[str, Callable[[Json], Any]] = {
            "result": self.results.__getitem__, "big": int, "re": re.compile,
            "name": str, "get": str, "ref": str,
        }  # fmt: skip

    def play(self, operations: Sequence[Json]) -> None:
        waiting: list[Json] | None = None
        for operation in operations:
            name = operation["op"]
            if name == "expectThrowBegin":
                waiting = []
            elif name == "expectThrowEnd":
                self._expect_refusal(waiting or [], wanted=not operation["neg"])
                waiting = None
            elif waiting is not None:
                waiting.append(operation)
            else:
                self._one(operation)
        if not self.outcome.ran and not self.outcome.not_ours:
            for difference in implied(operations, self.done, self.refused):
                self.outcome.count(difference)

    def _expect_refusal(self, operations: Sequence[Json], *, wanted: bool) -> None:
        try:
            for operation in operations:
                if operation["op"] not in {"expect", "assert"}:
                    self._do(operation)
            refused = self.refused is not None
        except (ValueError, LookupError, DiffersError):
            refused = True
        self.outcome.count(None if refused == wanted else f"refused: {refused}, expected: {wanted}")

    def _one(self, operation: Json) -> None:
        if operation["op"] == "assert":  # narrows a type for the compiler of the recorded tests
            return
        if operation["op"] == "expect":
            self._expect(operation)
            return
        try:
            self._do(operation)
        except DiffersError as difference:
            self.outcome.count(f"{operation['op']} {operation['args']}: {difference}")
        except (ValueError, LookupError) as error:
            self.outcome.count(
                f"{operation['op']} {operation['args']}: {type(error).__name__} {error}"
            )

    def _do(self, operation: Json) -> None:
        name, arguments = operation["op"], operation["args"]
        self.last = name
        if name == "init":
            self._init(operation["scenario"], arguments)
            return
        act = ACTS.get(name)
        if act is None:
            raise NotOursError(f"the operation {name}")
        if (run := self.runs.get(operation["scenario"])) is None:
            raise NotOursError("the form was refused, or is not in the recording")
        if name == "restoreWebFormsInstanceState" and "result" not in arguments[0]:
            raise NotOursError("the saved instance is not in the recording")
        result = act(run, *arguments)
        if name in {"next", "prev"}:
            self.outcome.held += 1
        self.results[operation["opid"]] = result
        self.done.append((operation, result))

    def _init(self, number: int, arguments: Sequence[Json]) -> None:
        xml = self._form(arguments)
        more = {key: value for a in arguments[2:] for key, value in a.items()}
        if strange := more.keys() - {"editInstance", "missingResourceBehavior"}:
            raise NotOursError(f"a form opened with {', '.join(sorted(strange))}")
        saved = more.get("editInstance")
        self.refused = None
        try:
            form = load_form(xml)
            answers = answers_in(form, saved) if saved else None
            self.runs[number] = Run(form, Session(form, answers=answers))
        except (FormError, ValueError) as error:
            self.refused = error

    def _form(self, arguments: Sequence[Json]) -> str:
        """Return the form of a recording, or ours for one that it only names."""
        for argument in arguments:
            if isinstance(argument, dict) and "xml" in argument:
                return str(argument["xml"])
        named = arguments[0]["resource"] if isinstance(arguments[0], dict) else arguments[0]
        if named not in STAND_INS:
            raise NotOursError("the form is not in the recording")
        self.outcome.stand_in = True
        return STAND_INS[named]

    def _expect(self, operation: Json) -> None:
        try:
            self.outcome.count(self._difference(operation))
        except NotOursError as reason:
            self.outcome.not_ours.append(str(reason))
        except DiffersError as difference:
            self.outcome.count(str(difference))
        except (ValueError, LookupError) as error:
            self.outcome.count(f"{operation['subject']}: {type(error).__name__} {error}")

    def _difference(self, operation: Json) -> str | None:
        """Return how what is found differs from what is expected, if it does."""
        name, wrong = operation["matcher"], operation["neg"]
        if operation["subject"] is None and self.last == "init":
            return self._judged(name)
        if self.refused and not self.runs:
            return f"the form was refused: {self.refused}"
        subject = self._subject(operation["subject"])
        wanted = [self._wanted(argument) for argument in operation["args"]]
        if (matcher := MATCHERS.get(name)) is None:
            raise NotOursError(f"the expectation {name}")
        if matcher(subject, *wanted) != wrong:
            return None
        return f"{_shown(subject)} {'not ' if wrong else ''}{name} {wanted}"

    def _judged(self, name: str) -> str | None:
        """Compare whether the form was refused: then the recorded test held an error."""
        if (name == "toBeInstanceOf") == (self.refused is not None):
            return None
        return f"refused: {self.refused}, expected: {name}"

    def _subject(self, subject: Json) -> Any:
        if not isinstance(subject, dict):
            raise NotOursError("what the recorded test computed by itself")
        if set(subject) == {"scenario"}:
            return self.runs[subject["scenario"]]
        if "result" in subject:
            if subject["result"] not in self.results:
                raise DiffersError(f"{subject['method']} {subject['args']} had no result")
            return self.results[subject["result"]]
        if "get" in subject:
            return got(self._subject(subject["of"]), subject["get"])
        call = subject.get("call")
        if isinstance(call, dict) and "get" in call:
            return called(self._subject(call["of"]), call["get"], subject["args"])
        raise NotOursError(f"the inside of the other engine: {sorted(subject)}")

    def _wanted(self, value: Json) -> Any:
        if isinstance(value, list):
            return [self._wanted(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() & {"call", "new", "fn"}:
            raise NotOursError("a wanted value that the recorded test computed by itself")
        for key, read in self._readings.items():
            if key in value:
                return read(value[key])
        return value


def _shown(subject: Any) -> str:
    if isinstance(subject, Answer):
        return f"{subject.node.path} = {subject.value!r}"
    if isinstance(subject, Node):
        return f"{subject.path}: {subject.state}"
    return repr(subject)
