"""The draft of a form's sheets, from the lines of Word tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.findings import Report
from inspector_app.authoring.plain import HEADER, line
from inspector_app.authoring.word_columns import ANSWERED, Role, WordColumn, role_of
from inspector_app.authoring.word_lines import Line
from inspector_app.authoring.word_options import (
    YES_NO,
    options_in,
    points_behind,
    points_in,
    ticked,
)
from inspector_app.authoring.words import Kind

_HINTS: Final = (
    ("方式", Role.METHOD), ("标准", Role.STANDARD), ("佐证", Role.EVIDENCE),
)  # fmt: skip
_NUMBERED: Final = re.compile(r"[(（]?\d{1,3}(?:\.\d{1,3})*[)）.．、\s]")


class Part(NamedTuple):
    """The lines of a table that are asked."""

    title: str
    place: str
    columns: tuple[WordColumn, ...]
    lines: list[Line]


class _Answer(NamedTuple):
    """What is answered in a line: by choosing, in points, or in words."""

    heading: str
    options: tuple[str, ...] = ()
    points: str = ""
    is_score: bool = False
    is_note: bool = False


class _Asked(NamedTuple):
    """One line as it is asked.

    Attributes:
        guessed: nothing says how it is answered.
        whole: one cell takes the place of all that others are answered in.
    """

    group: str
    text: str
    line: Line
    columns: Sequence[WordColumn]
    answers: tuple[_Answer, ...]
    guessed: bool
    whole: bool = False


def draft_cells(parts: Sequence[Part], title: str, report: Report) -> FormCells:
    """Return the three sheets of the draft."""
    asked = [each for part in parts for each in _asked_in(part, several=len(parts) > 1)]
    options = dict.fromkeys(a.options for each in asked for a in each.answers if a.options)
    names = {
        words: "结果" if len(options) == 1 else f"结果{n}" for n, words in enumerate(options, 1)
    }
    for place in dict.fromkeys(part.place for part in parts):
        many = sum(each.guessed for each in asked if each.columns[0].where.startswith(f"{place} "))
        if many:
            what = f"有 {many} 行看不出怎么填结果，当作“是”“否”"
            report.warn("guess-result", place, what, "请说明哪一列是结果、有哪些选项")
    report.warn(
        "guess-settings", "草稿", f"表名猜作“{title}”，编号和版本是暂定的",
        "请在草稿的“设置”里改好",
    )  # fmt: skip
    return {
        Kind.SURVEY: (HEADER, *_survey(asked, names)),
        Kind.CHOICES: (
            ("列表", "选项值", "选项"),
            *((name, word, word) for words, name in names.items() for word in words),
        ),
        Kind.SETTINGS: (("表名", "编号", "版本"), (title, "caogao", "0.1")),
    }


# -- how a line is answered ------------------------------------------------------------------------


def _asked_in(part: Part, *, several: bool) -> Iterator[_Asked]:
    for each in part.lines:
        group = f"{part.title or part.place}　{each.group}".strip() if several else each.group
        if _is_whole(each, part.columns):
            text = " ".join(each.text.split())
            one = (_Answer(text),)
            yield _Asked(group, text, each, part.columns, one, guessed=False, whole=True)
            continue
        answers = tuple(_answers(each, part.columns))
        plain, guessed = each.text, False
        if all(answer.is_note for answer in answers):
            plain, first, guessed = _unsaid(each, part.columns)
            answers = (first, *answers)
        text = " ".join(plain.split())
        yield _Asked(group, text, each, part.columns, answers, guessed)


def _is_whole(each: Line, columns: Sequence[WordColumn]) -> bool:
    """Say whether a line, like that of the problems at a table's foot, is answered in one cell."""
    answered = [column.at for column in columns if column.role in ANSWERED]
    said = [each.texts[at] for at in answered if at in each.texts]
    alone = len(answered) > 1 and len(said) <= 1 and not any(map(options_in, said))
    return each.foot or alone


def _answers(each: Line, columns: Sequence[WordColumn]) -> Iterator[_Answer]:
    """Yield what is answered in a line, first what says most: choices, points, words, notes."""
    found = [*_chosen(each, columns)]
    points = _points(each, columns)
    scores = [c for c in columns if c.role is Role.SCORE]
    found += [_Answer(c.heading, points=points, is_score=True) for c in scores]
    found += [_Answer(c.heading) for c in columns if c.role is Role.WORDS]
    yield from found
    yield from (_Answer(c.heading or "备注", is_note=True) for c in columns if c.role is Role.NOTE)


def _chosen(each: Line, columns: Sequence[WordColumn]) -> Iterator[_Answer]:
    ticks = [c for c in columns if c.role is Role.OPTION]
    for over, beside in groupby(ticks, key=lambda c: c.over):
        words = tuple(dict.fromkeys(c.heading for c in beside if c.heading))
        yield _Answer(over or "结果", options=words)
    for column in columns:
        if column.role is Role.RESULT:
            within = () if column.said else options_in(each.texts.get(column.at, ""))
            found = within or column.options
            # Boxes may be in some lines alone: under 检查情况 the others are written in words.
            if found or role_of(column.heading) is Role.WORDS:
                yield _Answer(column.heading, options=found)


def _unsaid(each: Line, columns: Sequence[WordColumn]) -> tuple[str, _Answer, bool]:
    """Return the text, and how a line is answered that has no such column: boxes behind the text.

    Without them it is points where there are some, else yes or no, which is a guess.
    """
    boxed = ticked(each.text)
    if boxed.options:
        return boxed.text, _Answer("结果", options=boxed.options), False
    points = _points(each, columns)
    if points:
        return each.text, _Answer("得分", points=points, is_score=True), False
    return each.text, _Answer("结果", options=YES_NO), True


def _points(each: Line, columns: Sequence[WordColumn]) -> str:
    return points_in(each.of(columns, Role.POINTS)) or points_behind(each.text)


# -- the sheet of questions ------------------------------------------------------------------------


def _survey(
    asked: Sequence[_Asked], names: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[str, ...]]:
    at = 0
    for number, (group, lines) in enumerate(groupby(asked, key=lambda one: one.group), 1):
        if group:
            yield line(类型="分组开始", 名称=f"g{number}", 题目=group)
        for each in lines:
            at += 1
            yield from _questions(at, each, names)
        if group:
            yield line(类型="分组结束")


def _questions(
    at: int, each: _Asked, names: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[str, ...]]:
    first, *others = each.answers
    label = each.text if _NUMBERED.match(each.text) else f"{at} {each.text}"
    points = _points(each.line, each.columns)
    yield line(
        名称=f"q{at}", 题目=label, 提示=_hint(each), 必填="" if each.whole else "是",
        依据=each.line.of(each.columns, Role.BASIS), 分值=points, **_kind(first, names),
    )  # fmt: skip
    notes = 0
    for number, answer in enumerate(others, 2):
        name = f"q{at}_{number}"
        if answer.is_note:
            notes += 1
            name = f"q{at}_note" if notes == 1 else f"q{at}_note{notes}"
        yield line(名称=name, 题目=f"{at} {answer.heading}", **_kind(answer, names))


def _kind(answer: _Answer, names: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    if answer.options:
        return {"类型": f"单选 {names[answer.options]}", "外观": "横排", "统计": "占比"}
    if not answer.is_score:
        return {"类型": "文本", **({} if answer.is_note else {"外观": "多行"})}
    most = f" and . <= {answer.points}" if answer.points else ""
    told = f"请填 0 到 {answer.points}" if answer.points else "请填 0 或更大的数"
    return {"类型": "小数", "校验": f". >= 0{most}", "校验提示": told, "统计": "均分"}


def _hint(each: _Asked) -> str:
    return "\n".join(
        f"{word}：{text}"
        for word, role in _HINTS
        if (text := " ".join(each.line.of(each.columns, role).split()))
    )
