"""Forms made of tables by pyxform, as the tests and measurements of the form engine need them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pyxform.xls2xform import convert

Row = Mapping[str, str]
Rows = Sequence[Row]

# One row of a sheet a line, its cells between bars; the first line names the columns.
_VISIT: Final = """
type | name | label | relevant | constraint | calculation | required | choice_filter | repeat_count
date | day | 督导日期 | | . >= '2026-01-01' | | yes | |
select_one area | zone | 责任区 | | | | yes | |
select_one_from_file schools.csv | school | 学校 | | | | ${zone} != '' | zone=${zone} |
calculate | stage | | | | instance('schools')/root/item[name=${school}]/stage | | |
select_multiple way | ways | 方式 | | not(selected(., 'phone')) or count-selected(.) = 1 | | | |
time | come | 到校 | | | | | |
integer | pupils | 学生数 | | . >= 0 and . < 20000 | | | |
integer | teachers | 教师数 | | . > 0 and (${pupils} = '' or . <= ${pupils}) | | ${pupils} > 0 | |
decimal | share | 师生比 | ${teachers} != '' | | round(${pupils} div ${teachers}, 2) | | |
select_one yesno | canteen | 有食堂 | | | | | |
begin group | kitchen | 食堂 | ${canteen} = 'y' | | | | |
integer | tables | 餐桌 | ${stage} != 'k' | . > 0 | | true() | |
select_one grade | clean | 卫生 | | | | ${tables} > 3 | |
text | why | 不足 | ${clean} = 'c' or ${clean} = 'd' | string-length(.) >= 2 | | yes | |
calculate | told | | | | concat(jr:choice-name(${clean}, '${clean}'), '/', ${why}) | | |
end group | | | | | | | |
begin repeat | finding | 问题 | | | | | |
select_one grade | heavy | 程度 | | | | yes | |
text | words | 描述 | | | | ${heavy} != '' | |
calculate | place | | | | position(..) | | |
calculate | before | | | | indexed-repeat(${words}, ${finding}, position(..) - 1) | | |
date | due | 期限 | ${heavy} != 'a' | . >= ${day} and . <= date(${day} + 90) | | yes | |
calculate | days | | | | ${due} - ${day} | | |
begin repeat | step | 措施 | ${heavy} = 'c' or ${heavy} = 'd' | | | | |
text | what | 措施 | | | | | |
integer | cost | 费用 | ${what} != '' | . <= ../../weight * 100 | | | |
calculate | label_of | | | | concat(position(../..), '.', position(..), ' ', ${what}) | | |
end repeat | | | | | | | |
integer | weight | 权重 | | . >= 1 | | | |
calculate | costs | | | | sum(${cost}) | | |
end repeat | | | | | | | |
calculate | findings | | | | count(${finding}) | | |
calculate | worst | | | | max(${weight}) | | |
calculate | least | | | | min(${weight}) | | |
calculate | all_costs | | | | sum(${cost}) | | |
calculate | all_words | | | | join('；', ${words}) | | |
calculate | severe | | | | count(${finding}[heavy = 'd']) | | |
calculate | given | | | | count-non-empty(${words}) | | |
calculate | first | | | | indexed-repeat(${words}, ${finding}, 1) | | |
select_one grade | verdict | 总评 | | . != 'a' or ${severe} = 0 | | ${findings} > 1 | |
integer | rooms | 听课节数 | | . >= 0 and . <= 4 | | | |
begin repeat | lesson | 听课 | | | | | | ${rooms}
select_one grade | got | 等次 | ${verdict} != 'd' | | | yes | |
text | class | 班级 | | regex(., '[1-9]年级.*') | | | |
end repeat | | | | | | | |
calculate | best | | | | count(${lesson}[got = 'a']) | | |
calculate | classes | | | | join(' ', ${class}) | | |
"""

_CHOICES: Final = """
list_name | name | label
area | z1 | 第一责任区
area | z2 | 第二责任区
area | z3 | 第三责任区
way | walk | 随机察看
way | lesson | 推门听课
way | phone | 电话
yesno | y | 是
yesno | n | 否
grade | a | 好
grade | b | 较好
grade | c | 一般
grade | d | 差
town | t1 | 东街
town | t2 | 西街
"""

_WORDS: Final = """
type | name | label | relevant | constraint | calculation | required | choice_filter | repeat_count
text | one | 文字一 | | not(contains(., ' ')) | | | |
text | two | 文字二 | ${one} != '' | . != ${one} | | starts-with(${one}, '甲') | |
integer | n | 整数 | | | | | |
decimal | d | 小数 | | . != ${n} | | | |
date | from | 起 | | | | | |
date | to | 止 | ${from} != '' | . >= ${from} | | | |
time | at | 时刻 | | | | | |
dateTime | when | 时间 | | | | | |
select_multiple grade | many | 多选 | | count-selected(.) <= 2 | | ${n} > 2 | |
calculate | c01 | | | | concat(${one}, '-', ${two}) | | |
calculate | c02 | | | | if(${n} > 3, ${one}, ${two}) | | |
calculate | c03 | | | | coalesce(${one}, ${two}, 'x') | | |
calculate | c04 | | | | string-length(${c01}) | | |
calculate | c05 | | | | substr(${c01}, 1, 3) | | |
calculate | c06 | | | | translate(${one}, 'abc甲', 'xyz乙') | | |
calculate | c07 | | | | ${n} * 2 + ${d} | | |
calculate | c08 | | | | round(${d} * 10, 1) | | |
calculate | c09 | | | | int(${d}) | | |
calculate | c10 | | | | ${n} mod 3 | | |
calculate | c11 | | | | ${to} - ${from} | | |
calculate | c12 | | | | format-date(${from}, '%Y年%m月%d日') | | |
calculate | c13 | | | | date(${from} + 7) | | |
calculate | c14 | | | | selected(${many}, 'a') | | |
calculate | c15 | | | | selected-at(${many}, 1) | | |
calculate | c16 | | | | count-selected(${many}) | | |
calculate | c17 | | | | ${from} < ${to} | | |
calculate | c18 | | | | not(${one} = ${two}) and ${n} > 0 | | |
calculate | c19 | | | | pow(${n}, 2) | | |
calculate | c20 | | | | ${n} div 4 | | |
calculate | c21 | | | | substring-before(${one}, '一') | | |
calculate | c22 | | | | substring-after(${one}, '一') | | |
calculate | c23 | | | | ends-with(${one}, '二') | | |
calculate | c24 | | | | regex(${one}, '[a-z]+') | | |
calculate | c25 | | | | normalize-space(concat(' ', ${one}, '  ', ${two}, ' ')) | | |
calculate | c26 | | | | boolean-from-string(${one}) | | |
calculate | c27 | | | | number(${one}) | | |
calculate | c28 | | | | string(${n}) | | |
calculate | c29 | | | | abs(${n} - ${d}) | | |
calculate | c30 | | | | decimal-date-time(${from}) | | |
calculate | c31 | | | | jr:choice-name(selected-at(${many}, 0), '${many}') | | |
calculate | c32 | | | | join('、', jr:choice-name('a', '${many}'), ${one}) | | |
calculate | c33 | | | | max(${n}, ${d}) | | |
calculate | c34 | | | | min(${n}, ${d}) | | |
calculate | c36 | | | | once(${n}) | | |
calculate | c37 | | | | checklist(1, 2, ${n} > 1, ${d} > 1, ${one} = 'abc') | | |
calculate | c38 | | | | weighted-checklist(1, 5, ${n} > 1, 2, ${d} > 1, 3) | | |
calculate | c39 | | | | ${at} | | |
calculate | c40 | | | | -${n} | | |
calculate | c41 | | | | ${n} = 3 or ${many} = 'a b' | | |
calculate | c42 | | | | sqrt(pow(${d}, 2)) + pi() | | |
"""


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a table that is written with bars; empty cells are left out."""
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in table.splitlines() if line)
    return [
        {name: cell for name, cell in zip(head, line, strict=True) if cell} for line in lines
    ]


def compiled(survey: Rows, choices: Rows = (), **settings: str) -> str:
    """Return the XForm that pyxform makes of the rows."""
    book: dict[str, Any] = {
        "survey": [dict(row) for row in survey],
        "choices": [dict(row) for row in choices],
        "settings": [{"form_id": "form", "version": "1", "form_title": "表", **settings}],
    }
    return convert(book, validate=False, pretty_print=False).xform


def visit_form() -> str:
    """Return a record of a visit: a roster, repeats in repeats, counted repeats, cross checks."""
    return compiled(rows_of(_VISIT), rows_of(_CHOICES), form_id="visit")


def words_form() -> str:
    """Return a form with one calculation for each function."""
    return compiled(rows_of(_WORDS), rows_of(_CHOICES), form_id="words")


MADE: Final[Mapping[str, Callable[[], str]]] = {"visit": visit_form, "words": words_form}
