"""检查: is everything that was saved still there, and does it hold together?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from inspector_app.services.context import Context

# What is indexed, its table, the column of its recycle bin and its row id in the index.
_INDEXED: Final = (
    ("份记录", "visit", "deleted_at", "t.id * 2"),
    ("条登记", "register_entry", "removed_at", "-t.id"),
)


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

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(self) -> CheckReport:
        """Ask every question."""
        questions: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
            ("数据库结构完整", self._integrity),
            ("加密页完整", self._cipher),
            ("关联没有断开", self._foreign_keys),
            ("修改历史首尾相接", self._context.stores.journal.faults),
            ("台账状态与事件一致", self._folds),
            ("检查表与发布时一致", self._context.stores.checklists.faults),
            ("照片文件齐全", self._photos),
            ("附件文件齐全", self._attachments),
            ("全文索引没有遗漏", self._index),
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
            " FROM register_entry r, json_each(r.content, '$.files') f"
            " UNION ALL SELECT number, content ->> '$.file.name', content ->> '$.file.sha256'"
            " FROM reply WHERE content ->> '$.file' IS NOT NULL"
        ):
            if not self._context.attachments.has(sha256):
                yield f"{number} 的附件“{name}”文件缺失（{sha256[:12]}）"

    def _index(self) -> Iterator[str]:
        for what, table, removed, rowid in _INDEXED:
            found = self._context.database.row(
                f"SELECT count(*) FROM {table} t WHERE fts_dirty = 0 AND {removed} IS NULL"  # noqa: S608 - tables of ours
                f" AND NOT EXISTS (SELECT 1 FROM search_index s WHERE s.rowid = {rowid})"
            )
            if found and found[0]:
                yield f"{found[0]} {what}不在全文索引里"
