"""What laptops hand over beside records: entries of registers, issues of other sources, replies."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import Measure
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.reply import Answer
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.services.bundle_ledger import LEAVING_KINDS
from inspector_app.services.device_keys import device_key
from inspector_app.storage.bundles import ChainHead
from tests.district.office.district import District
from tests.unit.services.conftest import SCHOOL
from tests.unit.services.registers.conftest import COMPLETE

LETTER = SourcedIssue(
    source=OutsideSource.OPINION, reference="示政教督函〔2026〕3号", item="1", unit="区教育局",
    description="教师超编，调配没有落实。", matter=Matter.GOVERNMENT, responsible="分管副局长",
    category="B12 生均用房", deadline=date(2026, 12, 31), found_on=date(2026, 10, 20),
    measures=(Measure(text="校长兼课", target="6", unit="人"),),
)  # fmt: skip
SUPERIOR = SourcedIssue(
    source=OutsideSource.SUPERIOR, reference="市督导反馈〔2026〕2号", item="3", school_code=SCHOOL,
    description="食堂留样记录不全。", found_on=date(2026, 11, 3), deadline=date(2026, 11, 30),
)  # fmt: skip


def entered(bench: Workbench, kind: str, *, person: str = "", **fields: Any) -> str:
    """Make a filed entry; keywords replace its fields."""
    who = person or bench.context.identity.inspector_id
    content = {
        name: who if name in {"inspector", "recorder"} else value
        for name, value in COMPLETE[kind].items()
    }
    uid = bench.register_edit.new_from_json(kind, {**content, **fields}).uid
    bench.registers.file(uid)
    return uid


def corrected(bench: Workbench, uid: str, name: str, value: Any) -> None:
    """Correct one field of a filed entry."""
    bench.registers.correct(uid, reason="补写")
    bench.register_edit.set_json(uid, name, value)
    bench.registers.file(uid)


def replied(bench: Workbench, issue_uid: str, done: str) -> str:
    """Record what a school says of one issue."""
    begun = bench.replies.begin(SCHOOL)
    answer = Answer(issue_uid=issue_uid, done=done)
    bench.replies.save(replace(begun, received_on=bench.context.today(), answers=(answer,)))
    bench.replies.record(begun.uid)
    return begun.uid


def news(district: District, name: str, *, into: Path | None = None) -> Path:
    """Hand over what is new on a laptop, into its place in the share."""
    bench = district.laptops[name]
    folder = into or district.share / "inbox" / device_key(bench.context).public.chain[:8]
    folder.mkdir(parents=True, exist_ok=True)
    before = district.continues.get(name)
    if before is not None:
        store: Any = bench.context.stores.bundles
        store.head_before = lambda _chain: ChainHead(before.chain, before.seq, before.digest)
    person = bench.context.identity.inspector_id
    return bench.bundles.export_news(inspector_id=person, folder=folder).path


def entries(bench: Workbench) -> list[dict[str, Any]]:
    """Return what the registers say, whoever wrote it down and when."""
    given = {"origin", "created_at", "filed_at"}
    found = [
        bench.registers.as_json(entry.uid)
        for kind in LEAVING_KINDS for entry in _all(bench, kind.id)
    ]  # fmt: skip
    plain = [
        {name: _unnamed(value) for name, value in each.items() if name not in given}
        for each in found
    ]
    return sorted(plain, key=lambda each: each["uuid"])


def _unnamed(value: Any) -> Any:
    """Return the rows of a field without their own uids."""
    if not isinstance(value, list):
        return value
    return [
        {k: v for k, v in row.items() if k != "uuid"} if isinstance(row, dict) else row
        for row in value
    ]


def _all(bench: Workbench, kind: str) -> Any:
    from inspector_app.storage.registers import EntryFilter

    return bench.context.stores.registers.list(EntryFilter(kind=kind))


def ledger(bench: Workbench) -> list[tuple[Any, ...]]:
    """Return the rows of the 台账 that no record found, as they stand."""
    rows = bench.context.database.rows(
        "SELECT source, source_ref, source_item, school_code, unit, lead_id, description, category,"
        " matter, found_on, deadline, due_now, answered_on, closed_on, counted FROM issue"
        " WHERE visit_id IS NULL ORDER BY source, source_ref, source_item, lead_id"
    )
    return [tuple(row) for row in rows]


def summed_up(bench: Workbench) -> dict[str, dict[str, str]]:
    """Return what the 总结 of the term and each 考核表 count, by whose they are."""
    from inspector_app.domain.register_options import SummaryScope, SummarySpan
    from inspector_app.services.summaries import SummaryOrder

    orders = {
        "": SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.DISTRICT),
        **{
            person: SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.PERSON, inspector=person)
            for person in ("DX001", "DX002", "DX003")
        },
    }
    made = {whose: bench.summaries.draft(order).uid for whose, order in orders.items()}
    return {whose: bench.summaries.view(uid).now.values() for whose, uid in made.items()}


def replies(bench: Workbench) -> list[tuple[str, ...]]:
    """Return what schools have said, whoever wrote it down."""
    found = bench.replies.listed()
    return sorted((r.school_code, str(r.received_on), *(a.done for a in r.answers)) for r in found)
