"""政策文件库: a document has a day that is not ahead, and a file."""

from datetime import date

from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.registers.policy import POLICY
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
FILE = {"uuid": "f", "name": "通知.pdf", "sha256": "0" * 64, "size": 10}


def test_a_document_of_tomorrow_is_not_filed() -> None:
    assert list(POLICY.checks(make_entry(POLICY, dated="2026-11-22"), FACTS)) == []
    late = make_entry(POLICY, dated="2026-11-23")
    assert [gap.where for gap in POLICY.checks(late, FACTS)] == ["dated"]


def test_a_document_without_a_file_is_told_of() -> None:
    assert [hint.where for hint in POLICY.hints(make_entry(POLICY), FACTS)] == ["files"]
    assert list(POLICY.hints(make_entry(POLICY, files=[FILE]), FACTS)) == []


def test_a_document_is_named_by_title_and_number() -> None:
    assert POLICY.title({"title": "通知", "document_no": "3号"}) == "通知 3号"
    assert POLICY.title({"title": "通知", "document_no": ""}) == "通知"
