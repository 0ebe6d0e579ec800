"""政策文件库: documents of every level, with their files kept encrypted."""

from collections.abc import Iterator
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.registers import GOVERNMENT_LEVEL_LABEL
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Day, Field, Files, Line, OneOf, Paragraphs


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    dated = entry.day("dated")
    if dated is not None and dated > facts.today:
        yield Problem(where="dated", what="日期在今天之后", remedy="请核对文件上的日期")


def _hints(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    if not entry.values["files"]:
        yield Problem(where="files", what="还没有放入文件")


def _title(values: Values) -> str:
    return " ".join(filter(None, (values["title"], values["document_no"])))


def _fields() -> Iterator[Field]:
    yield Field(id="title", label="标题", shape=Line(), needed=True)
    yield Field(id="document_no", label="文号", shape=Line(limit=100), hint="没有文号的可以不填")
    yield Field(id="issued_by", label="发文机关", shape=Line(limit=100), needed=True)
    yield Field(id="dated", label="日期", shape=Day(), needed=True, hint="文件落款的日期")
    level = OneOf(words=GOVERNMENT_LEVEL_LABEL)
    yield Field(id="level", label="级别", shape=level, needed=True)
    yield Field(id="topic", label="主题", shape=Line(), hint="如 双减、校园安全、优质均衡")
    yield Field(id="summary", label="要点", shape=Paragraphs(limit=10_000, lines=4))
    yield Field(id="related", label="关联", shape=Line(limit=500), hint="专项、指标或计划的名称")
    yield Field(id="files", label="附件", shape=Files(), later=True)


POLICY: Final[RegisterKind] = RegisterKind(
    id="policy",
    name="政策文件库",
    prefix="WJ",
    purpose="国家、省、市、区的文件和本室的制度：文号、要点和原件",
    paper="政策文件登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="文件",
    listed=("dated", "level", "issued_by", "topic"),
    day="dated",
    checks=_checks,
    hints=_hints,
)
