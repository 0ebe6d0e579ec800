"""检查: is everything that was saved still there, and does it hold together?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inspector_app.services.context import Context
from inspector_app.storage.search import FAR_BELOW

if TYPE_CHECKING:
    from inspector_app.services.registers import RegisterService

# What is indexed, its table, which rows of it, and their row id in the index.
_INDEXED: Final = (
    ("份记录", "visit", "deleted_at IS NULL", "t.id * 2"),
    ("条登记", "register_entry", "removed_at IS NULL", "-t.id"),
    ("个问题", "issue", "visit_id IS NULL", f"{FAR_BELOW} - t.rowid"),
)


_PEOPLE: Final = ("unit", "post", "zone", "monitor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question, and what is wrong; no fault means yes."""

    name: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The answers to all questions."""

    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not any(check.faults for check in self.checks)


class CheckService:
    """Examines a data folder; changes nothing."""

    def __init__(self, context: Context, *, registers: "Callable[[], RegisterService]") -> None:
        self._context = context
        self._registers = registers

    def run(self) -> CheckReport:
        """Ask every question."""
        questions: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
            ("数据库结构完整", self._integrity),
            ("加密页完整", self._cipher),
            ("关联没有断开", self._foreign_keys),
            ("修改历史首尾相接", self._context.stores.journal.faults),
            ("收件的经过没有少", self._office_log),
            ("各区的月报与收到的文件一致", self._districts),
            ("台账状态与事件一致", self._folds),
            ("检查表与发布时一致", self._context.stores.checklists.faults),
            ("表单与发布时一致", self._context.stores.forms.faults),
            ("表样与发布时一致", self._context.stores.layouts.faults),
            ("文号登记与文书档案一致", self._numbers),
            ("代录的答复与历史一致", self._typed),
            ("照片文件齐全", self._photos),
            ("附件文件齐全", self._attachments),
            ("全文索引没有遗漏", self._index),
            ("成员单位、职务、责任区、监督员前后一致", self._people),
        )
        with self._context.database.snapshot():
            return CheckReport(
                checks=tuple(Check(name=name, faults=tuple(ask())) for name, ask in questions)
            )

    def _integrity(self) -> Iterator[str]:
        for (answer,) in self._context.database.rows("PRAGMA integrity_check"):
            if answer != "ok":
                yield str(answer)

    def _cipher(self) -> Iterator[str]:
        for (answer,) in self._context.database.rows("PRAGMA cipher_integrity_check"):
            yield str(answer)

    def _foreign_keys(self) -> Iterator[str]:
        for table, row, parent, _ in self._context.database.rows("PRAGMA foreign_key_check"):
            yield f"{table} 第 {row} 行指向不存在的 {parent}"

    def _office_log(self) -> Iterator[str]:
        from inspector_app.services.office_log import log_faults

        return log_faults(self._context)

    def _districts(self) -> Iterator[str]:
        from inspector_app.services.district_held import figure_faults

        return figure_faults(self._context)

    def _numbers(self) -> Iterator[str]:
        from inspector_app.services.number_check import number_faults

        return number_faults(self._context)

    def _typed(self) -> Iterator[str]:
        from inspector_app.services.typed_check import typed_faults

        return typed_faults(self._context)

    def _folds(self) -> Iterator[str]:
        for number in self._context.stores.issue_events.misfolded():
            yield f"问题 {number} 的状态与它的事件不一致"

    def _photos(self) -> Iterator[str]:
        digests = {digest for _, digest in self._context.stores.photos.digests()}
        for sha256 in self._context.vault.sweep(digests).missing:
            yield f"照片文件缺失（{sha256[:12]}）"

    def _attachments(self) -> Iterator[str]:
        for number, name, sha256 in self._context.database.rows(
            "SELECT r.number, f.value ->> 'name', f.value ->> 'sha256'"
            " FROM register_entry r, json_tree(r.content) f"
            " WHERE f.type = 'object' AND f.value ->> 'sha256' IS NOT NULL"
            " UNION ALL SELECT number, content ->> '$.file.name', content ->> '$.file.sha256'"
            " FROM reply WHERE content ->> '$.file' IS NOT NULL"
            " UNION ALL SELECT number, file_name, sha256 FROM assessment"
            " UNION ALL SELECT '扫描件 ' || substr(scan_uid, 1, 8), name, sha256 FROM scan_file"
        ):
            if not self._context.attachments.has(sha256):
                yield f"{number} 的附件“{name}”文件缺失（{sha256[:12]}）"

    def _people(self) -> Iterator[str]:
        """Yield what would keep a filed entry about people from being filed today."""
        registers = self._registers()
        kinds = ", ".join(f"'{kind}'" for kind in _PEOPLE)
        for uid, number in self._context.database.rows(
            f"SELECT uid, number FROM register_entry WHERE kind IN ({kinds}) AND state = 'filed'"  # noqa: S608 - kinds of ours
            " AND removed_at IS NULL ORDER BY number"
        ):
            for gap in registers.record(uid).gaps:
                yield f"{number}：{gap.what}"

    def _index(self) -> Iterator[str]:
        for what, table, which, rowid in _INDEXED:
            found = self._context.database.row(
                f"SELECT count(*) FROM {table} t WHERE fts_dirty = 0 AND {which}"  # noqa: S608 - tables of ours
                f" AND NOT EXISTS (SELECT 1 FROM search_index s WHERE s.rowid = {rowid})"
            )
            if found and found[0]:
                yield f"{found[0]} {what}不在全文索引里"
