"""What is written down of a complaint: six fields at the telephone, the rest as it goes on."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.complaints import (
    ANSWER_WAY_LABEL,
    CHANNEL_LABEL,
    COMPLAINT_TOPIC_LABEL,
    FINDING_LABEL,
    GENDER_LABEL,
    NATURE_LABEL,
    SATISFACTION_LABEL,
    STANDING_LABEL,
)
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    SchoolCode,
    Statement,
    TimeOfDay,
)

SEALED: Final = (
    Field(id="name", label="反映人姓名", shape=Line(limit=50), aliases=("姓名", "反映人")),
    Field(id="phone", label="联系电话", shape=Line(limit=50), aliases=("电话",)),
    Field(id="mail", label="电子邮箱", shape=Line(limit=100), aliases=("邮箱",)),
    Field(id="gender", label="性别", shape=OneOf(words=GENDER_LABEL)),
    Field(id="address", label="联系地址", shape=Line(limit=200), aliases=("地址",)),
)
_NUMBER: Final = Line(limit=50)


def complaint_fields() -> Iterator[Field]:
    """Yield every field that is not sealed, in the order of screen and print."""
    yield from _taken()
    yield from _accepted()
    yield from _verified()
    yield from _finished()


def _taken() -> Iterator[Field]:
    yield Field(id="source", label="来源", shape=OneOf(words=CHANNEL_LABEL), needed=True)
    yield Field(id="received_on", label="来件日期", shape=Day(), needed=True, aliases=("日期",))
    yield Field(id="received_at", label="来件时间", shape=TimeOfDay(), needed=True)
    yield Field(id="school", label="反映学校", shape=SchoolCode(), aliases=("学校",))
    account = Paragraphs(limit=10_000, lines=3)
    hint = "反映人的姓名和联系方式写在下面，不写在这里"
    yield Field(id="account", label="反映情况", shape=account, needed=True, hint=hint)
    yield Field(id="anonymous", label="匿名", shape=Statement(text="不留姓名"))
    yield Field(id="confidential", label="保密", shape=Statement(text="要求保密"))


def _accepted() -> Iterator[Field]:
    yield Field(id="nature", label="性质", shape=OneOf(words=NATURE_LABEL), needed=True)
    topic = OneOf(words=COMPLAINT_TOPIC_LABEL)
    yield Field(id="category", label="类别", shape=topic, needed=True)
    yield Field(id="standing", label="反映人身份", shape=OneOf(words=STANDING_LABEL))
    yield Field(id="department", label="反映部门", shape=Line(limit=100), hint="不是学校的填这里")
    yield Field(id="accepted_on", label="受理日期", shape=Day(), needed=True)
    yield Field(id="recorder", label="记录人", shape=PersonId(), needed=True)
    yield Field(id="inspector", label="核实督学", shape=PersonId(), needed=True)
    yield Field(id="order_no", label="转办单号", shape=Line(limit=100))
    yield Field(id="order_on", label="转办日期", shape=Day())
    hint = "转办单写明的最后一天；没有写的按受理后 60 日"
    yield Field(id="order_due", label="转办期限", shape=Day(ahead=True), hint=hint)
    hint = "督导室台账用别的编号时填，月统计里只算一件"
    yield Field(id="book_no", label="台账编号", shape=_NUMBER, later=True, hint=hint)
    hint = "并入首次投诉的编号；月统计里随首次只算一件"
    yield Field(id="repeat_of", label="重复并入", shape=_NUMBER, later=True, hint=hint)
    yield Field(
        id="informed_on", label="告知日期", shape=Day(), later=True, hint="书面告知是否受理"
    )


def _verified() -> Iterator[Field]:
    yield Field(id="verified_on", label="核实日期", shape=Day(), later=True)
    yield Field(id="visit_no", label="核查记录", shape=_NUMBER, later=True, hint="督导记录的编号")
    yield Field(id="issue_no", label="关联问题", shape=_NUMBER, later=True, hint="台账问题的编号")
    account = Paragraphs(limit=10_000, lines=4)
    yield Field(id="verification", label="核实经过", shape=account, later=True)
    yield Field(id="finding", label="属实情况", shape=OneOf(words=FINDING_LABEL), later=True)
    short = Paragraphs(lines=2)
    yield Field(id="office_advice", label="督导室处理建议", shape=short, later=True)
    yield Field(id="leaders_opinion", label="教工委、教育局意见", shape=short, later=True)
    yield Field(id="extended_to", label="延期到", shape=Day(ahead=True), later=True)
    who = Line(limit=100)
    yield Field(id="extension_approver", label="延期批准人", shape=who, later=True)
    yield Field(id="extension_reason", label="延期理由", shape=short, later=True)


def _finished() -> Iterator[Field]:
    yield Field(id="result", label="最终处理结果", shape=Paragraphs(lines=3), later=True)
    yield Field(id="handler", label="承办人", shape=Line(limit=100), later=True)
    yield Field(id="answer_way", label="答复方式", shape=OneOf(words=ANSWER_WAY_LABEL), later=True)
    yield Field(id="answered_on", label="答复日期", shape=Day(), later=True)
    yield Field(id="answer", label="答复内容", shape=Paragraphs(lines=3), later=True)
    satisfied = OneOf(words=SATISFACTION_LABEL)
    yield Field(id="satisfied", label="反映人是否满意", shape=satisfied, later=True)
    yield Field(id="closed_on", label="办结日期", shape=Day(), later=True, aliases=("完成时间",))
