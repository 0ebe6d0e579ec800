"""Forms made at random, as sheets and as XML: each is taken or refused with a place and a reason.

Every day some; many more at full length. What is taken is filled in at random as well.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Final

import pytest

from inspector_app.authoring.check import check_form
from inspector_app.authoring.findings import Level
from inspector_app.authoring.raw import RawBook, RawSheet
from inspector_app.authoring.words import REFUSED_TYPES, TYPES
from inspector_app.xform import (
    FormDef,
    FormError,
    PathError,
    Problem,
    ReadOnlyError,
    Session,
    load_form,
)
from tests.examples import FULL_LENGTH

FORMS: Final = 500 if FULL_LENGTH else 40
STEPS: Final = 25
_LISTS: Final = ("grade", "town", "not_there")
_ASKED: Final = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "image", "acknowledge",
    "range", "calculate", "文本", "整数", "日期", "说明", "确认",
)  # fmt: skip
_HEADS: Final = (
    ("type", "name", "label", "relevant", "constraint", "calculation", "choice_filter",
     "repeat_count", "required", "default", "appearance", "parameters"),
    ("类型", "名称", "题目", "显示条件", "校验", "计算", "选项筛选", "重复次数", "必填", "默认值",
     "外观", "参数"),
    ("Type", "name", "label:中文", "bind:relevant", "bind::constraint", "calculate",
     "choice filter", "repeat count", "required", "default", "appearance", "parameters"),
)  # fmt: skip
_ANSWERS: Final = ("", "1", "-2.5", "a", "a b", "甲", "2026-11-22", "08:30:00.000+08:00", "OK")


# -- expressions -----------------------------------------------------------------------------------


def _expression(dice: Random, names: list[str], refer: Callable[[str], str]) -> str:
    """Return an expression about some of the names; now and then a broken one."""
    one, other = refer(dice.choice(names)), refer(dice.choice(names))
    sound = (
        f"{one} > 1", f"{one} = {other}", f"{one} != ''", f"selected({one}, 'a')",
        f"coalesce({one}, 0) div {other}", f"if({one} = 'a', {other}, today())", "true()",
        f"concat({one}, '-', {other})", f"join('、', {one})", f"date({one} + 1)", "position(..)",
        f"string-length({one}) mod 3", f"min({one}, {other}, 1 div 0)",
        f"sum({one}) + count({one})",
    )  # fmt: skip
    odd = (
        f"{one} ＞ 3", f"({one}", "no_such(1)", f"{one} =", "'", "${}", "../../../../x", "@a",
        ". >= 0", f"indexed-repeat({one}, {other}, 1)", f"jr:choice-name({one}, '{one}')",
        "once(uuid())", "instance('grade')/root/item[name = current()]/label",
    )  # fmt: skip
    return dice.choice(odd if dice.random() < 0.08 else sound)


# -- sheets ----------------------------------------------------------------------------------------


def _type(dice: Random) -> str:
    chance = dice.random()
    if chance < 0.3:
        kind = dice.choice(("select_one", "select_multiple", "单选", "多选", "rank"))
        return f"{kind} {_LISTS[2] if dice.random() < 0.02 else dice.choice(_LISTS[:2])}"
    if chance < 0.33:
        return dice.choice((*REFUSED_TYPES, *TYPES, "no such type", ""))
    return dice.choice(_ASKED)


def _survey(dice: Random) -> list[list[str]]:
    """Return rows of questions, groups mostly closed and never without a question."""
    names = [f"q{number}" for number in range(dice.randint(1, 12))]
    rows: list[list[str]] = []
    open_groups: list[str] = []
    for name in names:
        if dice.random() < 0.2:
            open_groups.append(dice.choice(("group", "repeat")))
            rows.append(_question(dice, f"begin_{open_groups[-1]}", f"g_{name}", names))
        rows.append(_question(dice, _type(dice), name, names))
        if open_groups and dice.random() < 0.4:
            rows.append([f"end_{open_groups.pop()}", *[""] * 11])
    if dice.random() < 0.97:
        rows += [[f"end_{kind}", *[""] * 11] for kind in reversed(open_groups)]
    return rows


def _question(dice: Random, kind: str, name: str, names: list[str]) -> list[str]:
    def maybe(likely: float, *texts: str) -> str:
        return dice.choice(texts) if dice.random() < likely else ""

    def about(likely: float) -> str:
        text = _expression(dice, names, lambda each: f"${{{each}}}")
        return text if dice.random() < likely else ""

    calculates = kind in {"calculate", "计算"}
    return [
        kind,
        name if dice.random() < 0.99 else dice.choice(("", "名称", "1a", names[0])),
        "" if calculates else maybe(0.99, f"题目 {name}", "${q0} 之后"),
        "" if calculates else about(0.15),
        "" if calculates or kind.startswith("begin") else about(0.1),
        about(0.99) if calculates else "",
        maybe(0.1, f"name != ${{{names[0]}}}") if " " in kind else "",
        about(0.5) if kind == "begin_repeat" else "",
        "" if calculates or kind.startswith("begin") else maybe(0.2, "yes", "是"),
        maybe(0.05, "1", "a", "today()"),
        maybe(0.1, "minimal", "w3", "no-such"),
        maybe(0.8, "start=0 end=10 step=1") if kind == "range" else maybe(0.02, "x=y"),
    ]


def _book(dice: Random) -> RawBook:
    choices = [["list_name", "name", "label"]]
    choices += [[each, value, value] for each in _LISTS[:2] for value in ("a", "b", "c")]
    settings = [["form_title", "form_id", "version"], ["试", "fuzz", "1"]]
    sheets = {
        "survey": [list(dice.choice(_HEADS)), *_survey(dice)],
        "choices": choices,
        "settings": settings if dice.random() < 0.97 else [],
    }
    return RawBook(
        name="随机.xlsx",
        sheets=tuple(
            RawSheet(title=title, rows=tuple(tuple(row) for row in rows))
            for title, rows in sheets.items()
        ),
    )


# -- XML -------------------------------------------------------------------------------------------


def _xform(dice: Random) -> str:
    """Return a form whose instance, binds and body need not quite belong together."""
    paths: list[str] = []
    repeats: list[str] = []
    instance = _instance(dice, "/data", paths, repeats, depth=0)
    names = [*paths, *repeats]
    binds = "".join(_bind(dice, path, names) for path in names)
    body = "".join(_control(dice, path, repeats) for path in paths)
    events = ("odk-instance-first-load", "odk-new-repeat", "xforms-value-changed", "odk-no-event")
    actions = "".join(
        f'<setvalue event="{dice.choice(events)}" ref="{dice.choice(paths)}"'
        f' value="{_written(_expression(dice, paths, str))}"/>'
        for _ in range(dice.choice((0, 0, 0, 0, 0, 1)))
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>'
        f'<instance><data id="f">{instance}</data></instance>'
        '<instance id="grade"><root><item><name>a</name><label>好</label></item></root></instance>'
        f"{binds}{actions}</model></h:head><h:body>{body}</h:body></h:html>"
    )


def _instance(dice: Random, path: str, paths: list[str], repeats: list[str], *, depth: int) -> str:
    written = ""
    for number in range(dice.randint(1, 4)):
        name = f"n{depth}{number}"
        if depth < 2 and dice.random() < 0.35:
            inside = _instance(dice, f"{path}/{name}", paths, repeats, depth=depth + 1)
            is_repeat = dice.random() < 0.6
            repeats += [f"{path}/{name}"] if is_repeat else []
            template = ' jr:template=""' if is_repeat and dice.random() < 0.5 else ""
            written += f"<{name}{template}>{inside}</{name}>"
        else:
            paths.append(f"{path}/{name}")
            written += f"<{name}>{dice.choice(('', '', '1', 'a b'))}</{name}>"
    return written


def _bind(dice: Random, path: str, names: list[str]) -> str:
    kinds = (
        "string",
        "int",
        "decimal",
        "date",
        "time",
        "dateTime",
        "boolean",
        "select1",
        "geopoint",
    )
    properties = {"type": dice.choice(kinds)}
    for name in ("calculate", "relevant", "required", "readonly", "constraint"):
        if dice.random() < 0.08:
            properties[name] = _expression(dice, names, str)
    attributes = "".join(f' {name}="{_written(text)}"' for name, text in properties.items())
    return f'<bind nodeset="{path}"{attributes}/>'


def _control(dice: Random, path: str, repeats: list[str]) -> str:
    control = dice.choice(("input", "input", "select1", "select", "range", "trigger", "upload"))
    items = "".join(f"<item><label>{v}</label><value>{v}</value></item>" for v in "abc")
    inside = items if control.startswith("select") else ""
    written = f'<{control} ref="{path}"><label><output value="{path}"/></label>{inside}</{control}>'
    for repeat in repeats:
        if path.startswith(f"{repeat}/"):
            count = ' jr:count="/data/n00"' if dice.random() < 0.1 else ""
            written = f'<repeat nodeset="{repeat}"{count}>{written}</repeat>'
    return written


def _written(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# -- filling ---------------------------------------------------------------------------------------


def _filled(form: FormDef, dice: Random) -> None:
    """Answer, add and remove at random; keep, open again and finish."""
    session = Session(form, rosters=lambda _: [])
    repeats = [path for path, each in form.elements.items() if each.kind == "repeat"]
    for _ in range(STEPS):
        if leaves := list(session.dump()):
            _tried(session.set, dice.choice(leaves), dice.choice(_ANSWERS))
        if repeats and dice.random() < 0.3:
            _tried(session.add, dice.choice(repeats))
        if repeats and dice.random() < 0.1:
            _tried(session.remove, f"{dice.choice(repeats)}[1]")
    for path in session.dump():
        session.choices(path)
        assert isinstance(session.label(path) + session.constraint_message(path), str)
    session.problems()
    Session(form, answers=session.answers(), rosters=lambda _: []).instance_xml()
    session.drop_irrelevant()


def _tried(step: Callable[..., object], *arguments: str) -> None:
    with suppress(PathError, ReadOnlyError):
        step(*arguments)


def _sheet(dice: Random) -> str:
    checked = check_form(_book(dice))
    errors = [each for each in checked.findings if each.level is Level.ERROR]
    if checked.form is None:
        assert errors
        assert all(each.problem.where and each.problem.what for each in errors)
        return "refused"
    _filled(load_form(checked.form.xml), dice)
    return "taken"


def _xml(dice: Random) -> str:
    form, problems = _loaded(_xform(dice))
    if form is None:
        assert problems
        assert all(each.code and each.detail for each in problems)
        return "refused"
    _filled(form, dice)
    return "taken"


def _loaded(xml: str) -> tuple[FormDef | None, tuple[Problem, ...]]:
    try:
        return load_form(xml), ()
    except FormError as error:
        return None, error.problems


KINDS: Final[Mapping[str, Callable[[Random], str]]] = {"sheet": _sheet, "xml": _xml}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_made_at_random_is_taken_or_refused_with_a_place(kind: str, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for number in range(FORMS):
        try:
            seen[KINDS[kind](Random(number))] += 1
        except Exception as error:
            made = _book(Random(number)) if kind == "sheet" else _xform(Random(number))
            (kept := tmp_path / "made.txt").write_text(str(made), "utf-8")
            raise AssertionError(f"form {number}, kept in {kept}: {error!r}") from error
    print(f"\n{kind}: {dict(seen)}")
    assert min(seen["taken"], seen["refused"]) > 0
