"""Schools as rows of record tables."""

from collections.abc import Iterator

from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.views import SchoolCard
from inspector_app.reports.document import FieldRow
from inspector_app.reports.words import one, pair, stacked


def contact_rows(card: SchoolCard) -> Iterator[FieldRow]:
    """Yield what a school is, where, and whom to turn to."""
    school = card.school
    kind = SCHOOL_KIND_LABEL[school.kind]
    yield pair("学校（园）", school.name, "标识码", school.code)
    yield pair("办学类型", stacked(kind, school.ownership), "学生数", _number(school.pupils))
    yield pair("负责人", school.head, "联系人", school.contact)
    yield pair("电话", school.phone, "责任督学", "、".join(p.name for p in card.inspectors))
    yield one("地址", school.address)


def _number(count: int | None) -> str:
    return "" if count is None else str(count)
