"""达标测算: a county's workbook measured, kept with what it came to, and compared by year."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem, RefusedError
from inspector_app.base.files import name_of, read_file
from inspector_app.base.ids import new_uid
from inspector_app.base.stable_json import stable_digest
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.services.context import Context
from inspector_app.services.indicator_standards import (
    IndicatorStandardService,
    pack_of_indicators,
)

if TYPE_CHECKING:
    from inspector_app.domain.chart import Chart
    from inspector_app.domain.indicators.failing import Duty, FailingItem, LedgerItem
    from inspector_app.domain.indicators.results import Assessment
    from inspector_app.domain.indicators.standards import Standards
    from inspector_app.domain.indicators.summary import KeptAssessment
    from inspector_app.sheets.workbook import Workbook

_PREFIX: Final = "CS"
_NOBODY: Final = "000"
_LONGEST_NAME: Final = 60
_YEAR: Final = re.compile(r"2\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A workbook measured.

    Attributes:
        title: what it is called on screens and prints.
        notes: what was noticed in the workbook, and nothing that stood in the way.
        kept: how it is kept, ``None`` where it is not.
        duties: who answers for a failing item by when, by its key.
    """

    title: str
    found: "Assessment"
    notes: tuple[Problem, ...]
    kept: "KeptAssessment | None" = None
    duties: "dict[str, Duty]"

    @property
    def failing(self) -> "tuple[FailingItem, ...]":
        """What the schools lack."""
        from inspector_app.domain.indicators.failing import failing_items

        return failing_items(self.found)

    def ledger_items(self) -> "tuple[LedgerItem, ...]":
        """Return each failing item as a 问题整改台账 takes it in."""
        from inspector_app.domain.indicators.failing import ledger_items

        return tuple(ledger_items(self.failing, self.duties))


class Kept(NamedTuple):
    """An assessment that was kept just now."""

    uid: str
    number: str
    changes: Changes


class AssessmentService:
    """Measures, keeps and compares."""

    def __init__(self, context: Context, standards: IndicatorStandardService) -> None:
        self._context = context
        self._standards = standards
        self._store = context.stores.assessments

    # -- measuring -------------------------------------------------------------------------------

    def measure(self, path: Path, *, due: date | None = None) -> Measured:
        """Measure a workbook by the numbers that count here; nothing is kept.

        Args:
            path: the workbook.
            due: by when what fails is to be put right, where that is agreed already.

        Raises:
            InputError: it cannot be read; each bad cell is named, and nothing was calculated.
        """
        from inspector_app.sheets.workbook import open_workbook

        found, notes = _measured(open_workbook(path), path, self._standards.standards())
        return Measured(title=path.stem, found=found, notes=notes, duties=_all_due(found, due))

    def open(self, uid: str) -> Measured:
        """Measure a kept workbook again, by the numbers of that time.

        Raises:
            NotFoundError: there is no such assessment, or its workbook is gone.
            FileDamagedError: the workbook is not what was kept.
        """
        from inspector_app.domain.indicators.creation import duties_of
        from inspector_app.sheets.workbook import workbook_of

        kept = self._store.get(uid)
        content = self._context.attachments.get(kept.sha256)
        workbook = workbook_of(content, name=kept.file_name)
        found, notes = _measured(workbook, Path(kept.file_name), self._store.standards(kept.uid))
        if _digest(found) != kept.digest:
            notes = (_NOT_THE_SAME, *notes)
        return Measured(
            title=kept.label,
            found=found,
            notes=notes,
            kept=kept,
            duties=duties_of(self._context.stores.creation_steps.of(kept.uid)),
        )

    # -- keeping ---------------------------------------------------------------------------------

    def keep(self, path: Path, *, year: str, name: str = "") -> Kept:
        """Measure a workbook and keep it, encrypted, with what it came to.

        Raises:
            InputError: the workbook cannot be read, or year or name cannot be; nothing was kept.
            RefusedError: the same workbook is kept for that year already.
        """
        from inspector_app.domain.indicators.summary import KeptAssessment, summary_of
        from inspector_app.sheets.workbook import open_workbook, workbook_of

        wanted_year, wanted_name = _year(year), _name(name)
        standards = self._standards.standards()
        # What is kept is what was measured, whoever saves the file meanwhile.
        open_workbook(path)
        content = read_file(path)
        found, _ = _measured(workbook_of(content, name=path.name), path, standards)
        self._refuse_twice(content, wanted_year)
        stored = self._context.attachments.put(content)
        with self._context.database.transaction():
            kept = KeptAssessment(
                uid=new_uid(), number=self._next_number(wanted_year), year=wanted_year,
                name=wanted_name, file_name=name_of(path), sha256=stored.sha256, size=stored.size,
                summary=summary_of(found), digest=_digest(found), kept_on="",
            )  # fmt: skip
            self._store.insert(
                kept, standards, pack_of_indicators(), kept_by=self._context.actor,
                kept_at=self._context.now_text(), origin=self._context.identity.device,
            )  # fmt: skip
            self._context.note(
                "assessment", kept.uid,
                {"note": "保存测算", "number": kept.number, "sha256": kept.sha256},
            )  # fmt: skip
        return Kept(kept.uid, kept.number, Changes(indicators=True))

    def _refuse_twice(self, content: bytes, year: int) -> None:
        digest = hashlib.sha256(content).hexdigest()
        for kept in self._store.all():
            if (kept.year, kept.sha256) == (year, digest):
                raise RefusedError(
                    f"这份工作簿已经存为 {year} 年的测算 {kept.number}，没有再存；"
                    "要重新测算，请先把那一份移到回收站。"
                )

    def _next_number(self, year: int) -> str:
        identity = self._context.identity
        prefix = f"{_PREFIX}-{year}-{identity.inspector_id or _NOBODY}-"
        return identity.next_number(prefix, highest=self._store.highest_serial(prefix))

    def remove(self, uid: str) -> Changes:
        """Lay an assessment and its plan in the recycle bin (NotFoundError: there is none)."""
        return self._set_removed(uid, at=self._context.now_text(), note="移到回收站")

    def restore(self, uid: str) -> Changes:
        """Take an assessment out of the recycle bin (NotFoundError: there is none)."""
        return self._set_removed(uid, at=None, note="从回收站恢复")

    def _set_removed(self, uid: str, *, at: str | None, note: str) -> Changes:
        with self._context.database.transaction():
            kept = self._store.get(uid)
            if kept.removed == (at is not None):
                return Changes()
            self._store.set_removed(kept.uid, at)
            self._context.note("assessment", kept.uid, {"note": note, "number": kept.number})
        return Changes(indicators=True)

    # -- what is kept ----------------------------------------------------------------------------

    def kept(self, *, removed: bool = False) -> "tuple[KeptAssessment, ...]":
        """Return what is kept, by year, or what lies in the recycle bin."""
        return self._store.all(removed=removed)

    def get(self, uid: str) -> "KeptAssessment":
        """Return one by its number or uid (NotFoundError: there is none)."""
        return self._store.get(uid)

    def save_workbook(self, uid: str, target: Path) -> WrittenFile:
        """Write the workbook of an assessment, decrypted.

        Raises:
            NotFoundError, FileDamagedError, EnvironmentProblem: as for any attachment.
        """
        kept = self._store.get(uid)
        return write_document(target, self._context.attachments.get(kept.sha256))

    def pass_rates(self, kept: "Sequence[KeptAssessment]") -> "Chart | None":
        """Return the chart of the shares of schools that pass, ``None`` where nothing is kept."""
        from inspector_app.domain.indicators.summary import pass_rate_chart

        years = Counter(each.year for each in kept)
        return pass_rate_chart(
            [(f"{k.year}年" if years[k.year] == 1 else k.label, k.summary) for k in kept]
        )

    def save_template(self, target: Path) -> WrittenFile:
        """Write an empty workbook with the columns that are read (EnvironmentProblem)."""
        from inspector_app.sheets.balance_template import write_template

        return write_template(target, self._standards.standards())


_NOT_THE_SAME: Final = Problem(
    where="测算结果",
    what="按当时的标准重算，结果与保存时不同",
    remedy="程序的算法可能已改正；请另存一份新的测算，并核对差别",
)


def _measured(
    workbook: "Workbook", path: Path, standards: "Standards"
) -> "tuple[Assessment, tuple[Problem, ...]]":
    from inspector_app.domain.indicators.calculation import assess
    from inspector_app.sheets.balance import read_county

    county = read_county(workbook, path=path)
    return assess(county.schools, standards), county.notes


def _digest(found: "Assessment") -> str:
    from inspector_app.domain.indicators.assessment_json import assessment_json

    return stable_digest(assessment_json(found))


def _all_due(found: "Assessment", due: date | None) -> "dict[str, Duty]":
    from inspector_app.domain.indicators.failing import Duty, failing_items

    if due is None:
        return {}
    return {each.key: Duty(each.item.department, due) for each in failing_items(found)}


def _year(text: str) -> int:
    year = text.strip().removesuffix("年")
    if not _YEAR.fullmatch(year):
        raise InputError(f"年度“{text}”不是四位的年份，没有保存；请写成 2026 这样。")
    return int(year)


def _name(text: str) -> str:
    name = " ".join(text.split()) or "优质均衡达标测算"
    if len(name) > _LONGEST_NAME:
        raise InputError(f"名称超过 {_LONGEST_NAME} 字，没有保存；请写短一些。")
    return name
