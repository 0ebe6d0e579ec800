"""Forms of 50 to 3,000 questions, and of the size of a verbal autopsy: ours beside three others.

    python -m tests.bench.forms [--runs N] [--json]

What is measured: to load a form and fill in all that follows from nothing; one answer with all that
depends on it, in the middle and at worst; the 1,000th instance of a repeat against the 10th; the
schools of one zone out of 20,000. elementpath and lxml compute the very expressions that an answer
concerns, told to them beforehand; JavaRosa does the same work as ours, warm, through the driver of
`tests/oracle`. Where a yardstick is not here its lines are left out. Medians are told unless a line
says otherwise; the exit code is 1 above a limit.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.xform import FormDef, Session, load_form
from tests.bench import forms_generated as generated
from tests.bench.district import Line, report
from tests.oracle.forms_javarosa import Driver, compile_driver, has_java
from tests.oracle.forms_walks import roster_of

SIZES: Final = (50, 500, 3_000)
# Milliseconds. What has no limit of its own is told for comparison.
LOAD_LIMITS: Final = {500: 250.0, "long": 500.0}
MEDIAN_LIMIT: Final = 1.0
WORST_LIMITS: Final = {500: 16.0, 3_000: 100.0, "long": 16.0}
REPEAT_LIMIT: Final = 2.0
ROSTER_LIMIT: Final = 50.0
_NO_LIMIT: Final = float("inf")
_SCHOOLS: Final = 20_000
_INSTANCES: Final = 1_000

Answers = Sequence[tuple[str, str]]
Set = Callable[[str, str], object]


def answers_of(form: FormDef, count: int, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return so many answers to questions of a form that stand open from the beginning."""
    dice = Random(seed)
    asked = [e for e in form.elements.values() if e.control and e.kind == "question"]
    found = []
    for _ in range(count):
        element = dice.choice(asked)
        found.append((element.path, _some_value(element, dice)))
    return found


def _some_value(element: Any, dice: Random) -> str:
    if element.control == "select1":
        return dice.choice(_choices(element))
    values = {"int": "12", "decimal": "2.5", "date": f"2026-11-{dice.randint(1, 28):02}"}
    return values.get(element.data_type, dice.choice(("台账不全", "记录缺签名", "x")))


def _choices(element: Any) -> Sequence[str]:
    return {
        "stage": generated.STAGES, "sex": ("f", "m"), "zone": generated.ZONES,
    }.get(element.name, ("yes", "no") if element.name.startswith("q") else generated.GRADES)  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


@contextmanager
def quiet() -> Iterator[None]:
    """Collect what earlier measurements left, so that it is not collected during this one."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def line(what: str, ours: float, *, beside: float | None = None, limit: float = _NO_LIMIT) -> Line:
    """Return a line in milliseconds."""
    yardstick = None if beside is None else round(beside, 3)
    mine = round(ours, 3)
    return Line(what=what, ours=mine, yardstick=yardstick, figure=mine, unit="ms", limit=limit)


class Measurement:
    """Measures with whatever yardsticks are here."""

    def __init__(self, scratch: Path, *, runs: int) -> None:
        self._scratch, self._runs = scratch, runs
        self._driver: Driver | None = None
        if has_java():
            (classes := scratch / "classes").mkdir()
            self._driver = compile_driver(classes)
        self._yardsticks = _yardsticks()

    def all(self) -> list[Line]:
        """Return every line."""
        lines = []
        for size in SIZES:
            lines += self.form(f"{size} questions", generated.form_of(size), size)
        lines += self.form("550 binds, 2 languages", generated.long_form(), "long")
        return [*lines, *self.repeats(), *self.roster()]

    # -- one form ----------------------------------------------------------------------------------

    def form(self, what: str, xml: str, size: object) -> list[Line]:
        """Measure loading, answers in the middle and at worst."""
        with quiet():
            loads = [timed(lambda: Session(load_form(xml))) for _ in range(self._runs)]
        form = load_form(xml)
        answers = answers_of(form, 60 * self._runs)
        switches = [(p, v) for p, values in _switches(form) for v in values * 3]
        session = Session(form)
        with quiet():
            usual = [timed(partial(session.set, *answer)) for answer in answers]
            worst = max(usual + [timed(partial(session.set, *answer)) for answer in switches])
        load_limit = LOAD_LIMITS.get(size, _NO_LIMIT)  # type: ignore[call-overload]
        worst_limit = WORST_LIMITS.get(size, _NO_LIMIT)  # type: ignore[call-overload]
        lines = [
            line(f"load, {what}", median(loads), limit=load_limit),
            line(f"answer, {what}", median(usual), limit=MEDIAN_LIMIT),
            line(f"worst answer, {what}", worst, limit=worst_limit),
        ]
        return [*lines, *self._beside(what, xml, answers, lines[:2]), *self._java(what, xml, answers, lines)]

    def _beside(self, what: str, xml: str, answers: Answers, ours: Sequence[Line]) -> list[Line]:
        """Measure the yardsticks that compute expressions."""
        lines = []
        for yardstick in self._yardsticks:
            loads = [timed(lambda y=yardstick: y(xml)) for _ in range(max(1, self._runs // 3))]
            engine = yardstick(xml)
            work = _work(xml, {path for path, _ in answers})
            with quiet():
                times = [timed(partial(engine.answer, p, v, work[p])) for p, v in answers]
            lines += [
                line(f"  {engine.name}: load, {what}", ours[0].ours, beside=median(loads)),
                line(f"  {engine.name}: answer, {what}", ours[1].ours, beside=median(times)),
            ]
        return lines

    def _java(self, what: str, xml: str, answers: Answers, ours: Sequence[Line]) -> list[Line]:
        if self._driver is None:
            return []
        path = self._scratch / "form.xml"
        path.write_text(xml, "utf-8")
        with self._driver.open(path, self._scratch) as theirs:
            for answer in answers:  # the machine of Java learns while it works
                theirs.set(*answer)
            times = [theirs.set(*answer) / 1000 for answer in answers]
            return [
                line(f"  JavaRosa: load (cold), {what}", ours[0].ours, beside=theirs.load_us / 1000),
                line(f"  JavaRosa: answer, {what}", ours[1].ours, beside=median(times)),
                line(f"  JavaRosa: worst answer, {what}", ours[2].ours, beside=max(times)),
            ]

    # -- repeats and rosters -----------------------------------------------------------------------

    def repeats(self) -> list[Line]:
        """Measure adding and answering an instance when there are few, and when there are many."""
        early, late = [], []
        for _ in range(max(1, self._runs // 3)):
            times = _added(generated.repeat_form())
            early.append(median(times[5:15]))
            late.append(median(times[-10:]))
        few, many = median(early), median(late)
        ratio = round(many / few, 2)
        return [
            Line(what="1,000th instance beside the 10th", ours=round(many, 3), yardstick=round(few, 3),
                 figure=ratio, unit="x", limit=REPEAT_LIMIT),
            *self._java_repeats(many),
        ]  # fmt: skip

    def _java_repeats(self, ours: float) -> list[Line]:
        if self._driver is None:
            return []
        path = self._scratch / "repeat.xml"
        path.write_text(generated.repeat_form(), "utf-8")
        with self._driver.open(path, self._scratch) as theirs:
            times = []
            for place in range(1, _INSTANCES + 1):
                us = theirs.add("/data/finding") + theirs.set(f"/data/finding[{place}]/heavy", "1")
                times.append((us + theirs.set(f"/data/finding[{place}]/words", "甲")) / 1000)
        return [line("  JavaRosa: 1,000th instance", ours, beside=median(times[-10:]))]

    def roster(self) -> list[Line]:
        """Measure the list of one zone's schools out of 20,000."""
        roster = generated.write_roster(self._scratch / "schools.csv", _SCHOOLS)
        rows = roster_of(self._scratch, roster.name)
        session = Session(load_form(generated.roster_form()), rosters=lambda _source: rows)
        found, times = 0, []
        with quiet():
            for run in range(4 * self._runs):
                session.set("/data/zone", generated.ZONES[run % len(generated.ZONES)])
                start = time.perf_counter()
                found = len(session.choices("/data/school"))
                times.append((time.perf_counter() - start) * 1000)
        assert found == _SCHOOLS // len(generated.ZONES)
        ours = median(times)
        lines = [line("schools of a zone, of 20,000", ours, limit=ROSTER_LIMIT)]
        items = _items(rows) if self._yardsticks else None
        for yardstick in self._yardsticks:
            engine = yardstick(generated.roster_form())
            theirs = [timed(partial(engine.choices, items, "z2")) for _ in range(self._runs)]
            lines.append(line(f"  {engine.name}: schools of a zone", ours, beside=median(theirs)))
        return lines


def _switches(form: FormDef) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the questions on which most of a form depends, and what can be said to them."""
    values = {"/data/stage": ("k", "p"), "/data/age": ("1", "70"), "/data/sex": ("f", "m")}
    yield from ((path, said) for path, said in values.items() if path in form.elements)
    yield "/data/day", ("2026-11-01", "2026-11-30")


def _added(xml: str) -> list[float]:
    session = Session(load_form(xml))
    times = []

    def one() -> None:
        path = session.add("/data/finding")
        session.set(f"{path}/heavy", "1")
        session.set(f"{path}/words", "甲")

    with quiet():
        times += [timed(one) for _ in range(_INSTANCES)]
    return times


def _yardsticks() -> tuple[Any, ...]:
    try:
        from tests.bench.forms_yardsticks import YARDSTICKS
    except ImportError:
        return ()
    return YARDSTICKS


def _work(xml: str, paths: set[str]) -> dict[str, Any]:
    from tests.bench.forms_yardsticks import concerned, expressions_of

    expressions = expressions_of(xml)
    return {path: concerned(expressions, path) for path in paths}


def _items(rows: Any) -> Any:
    from lxml import etree

    root = etree.Element("root")
    for row in rows:
        item = etree.SubElement(root, "item")
        for name, value in row.items():
            etree.SubElement(item, name).text = value
    return root


def measure(scratch: Path, *, runs: int) -> list[Line]:
    """Return every line of the report."""
    return Measurement(scratch, runs=runs).all()


def main() -> int:
    """Print the result; return 1 above a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lines = measure(Path(name), runs=options.runs)
    if options.json:
        print(json.dumps([asdict(each) for each in lines], ensure_ascii=False))
    else:
        print(report(lines))
    return int(not all(each.passes for each in lines))


if __name__ == "__main__":
    raise SystemExit(main())
