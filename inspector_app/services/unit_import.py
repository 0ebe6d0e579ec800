"""Takes a list of 成员单位 over: all of it or nothing, and nothing twice.

A 联络人 whom the list does not name any more is not forgotten: the day before the list holds is
the last one of theirs.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem, RefusedError
from inspector_app.base.ids import imported_uid, new_uid
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, day_in
from inspector_app.domain.registers.unit import UNIT
from inspector_app.services.context import Context
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.registers import RegisterService
from inspector_app.storage.registers import EntryFilter

if TYPE_CHECKING:
    from inspector_app.sheets.units import UnitRow


class Fate(StrEnum):
    """What becomes of a unit of the list."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "不变"


class ToldUnit(NamedTuple):
    """What a list says of a unit; ``None`` leaves what is known."""

    name: str
    short: str | None
    duties: str | None
    contacts: tuple[tuple[str, str, str], ...] | None
    start: date | None


class UnitsTaken(NamedTuple):
    """What an import does, or would do.

    Attributes:
        fates: the name of each unit of the list and what becomes of it.
        absent: units that are here and not in the list; they stay as they are.
        notes: what of the file was not read.
    """

    fates: tuple[tuple[str, Fate], ...]
    absent: tuple[str, ...]
    notes: tuple[Problem, ...] = ()
    changes: Changes = Changes()

    @property
    def sentence(self) -> str:
        """What was done in one sentence of Chinese."""
        counts = (f"{fate.value} {sum(f is fate for _, f in self.fates)}" for fate in Fate)
        kept = f"文件里没有、仍然保留的：{'、'.join(self.absent)}。" if self.absent else ""
        unread = "".join(f"{note.sentence()}。" for note in self.notes)
        return f"成员单位{'，'.join(counts)}。{kept}{unread}"


_COLUMNS: Final = ("short", "duties")


class UnitImport:
    """Reads lists and lets the register follow them."""

    def __init__(
        self, context: Context, registers: RegisterService, edit: RegisterEditService
    ) -> None:
        self._context = context
        self._registers = registers
        self._edit = edit

    def preview(self, path: Path, *, on: date | None = None) -> UnitsTaken:
        """Return what an import would do (errors as of ``take``)."""
        told, notes = _told(path)
        with self._context.database.snapshot():
            known = self._known()
            fates = tuple((unit.name, _fate(unit, known, self._day(on))) for unit in told)
        return UnitsTaken(fates, _absent(told, known), notes)

    def take(self, path: Path, *, on: date | None = None) -> UnitsTaken:
        """Take a list over that holds from a day on, today without one.

        Raises:
            UserError: the file cannot be read, or holds no such list.
            InputError: a cell is bad; nothing was changed.
            RefusedError: a unit is being written in the register; nothing was changed.
        """
        (told, notes), day = _told(path), self._day(on)
        with self._context.database.transaction():
            known = self._known()
            fates = tuple((unit.name, _fate(unit, known, day)) for unit in told)
            for unit, (_, fate) in zip(told, fates, strict=True):
                if fate is Fate.NEW:
                    self._add(unit, day)
                elif fate is Fate.CHANGED:
                    self._change(known[unit.name], unit, day, reason=f"导入 {path.name}")
        written = any(fate is not Fate.SAME for _, fate in fates)
        return UnitsTaken(fates, _absent(told, known), notes, Changes(registers=written))

    def _day(self, on: date | None) -> date:
        return on or self._context.today()

    def _known(self) -> dict[str, Entry]:
        """Return the units that belong today or later, by name (RefusedError at a draft)."""
        entries = self._context.stores.registers.list(EntryFilter(kind=UNIT.id))
        drafts = [entry for entry in entries if entry.state is EntryState.DRAFT]
        if drafts:
            numbers = "、".join(entry.number for entry in drafts)
            raise RefusedError(
                f"成员单位里还有草稿（{numbers}），没有导入；请先定稿，或移到回收站。"
            )
        today = self._context.today()
        return {
            entry.values["name"].strip(): entry
            for entry in entries
            if entry.state is EntryState.FILED and (entry.day("end") or date.max) >= today
        }

    def _add(self, unit: ToldUnit, day: date) -> None:
        uid = imported_uid(self._context.identity.district, UNIT.name, unit.name)
        taken = self._context.stores.registers.find(uid) is not None
        made = self._edit.new_from_json(
            UNIT.id,
            {
                "uuid": new_uid() if taken else uid,
                "name": unit.name,
                "short": unit.short or "",
                "duties": unit.duties or "",
                "contacts": [_row(contact, None) for contact in unit.contacts or ()],
                "start": (unit.start or day).isoformat(),
            },
        )
        self._registers.file(made.uid)

    def _change(self, entry: Entry, unit: ToldUnit, day: date, *, reason: str) -> None:
        corrected = {
            name: value for name in _COLUMNS if (value := getattr(unit, name)) is not None
            and value != entry.values[name]
        }  # fmt: skip
        if corrected:
            self._registers.correct(entry.uid, reason=reason)
            for name, value in corrected.items():
                self._edit.set_field(entry.uid, name, value)
        contacts = _followed(entry, unit, day)
        if contacts != entry.values["contacts"]:
            self._edit.set_field(entry.uid, "contacts", contacts)
        if corrected:
            self._registers.file(entry.uid)


def _told(path: Path) -> tuple[tuple[ToldUnit, ...], tuple[Problem, ...]]:
    """Return what a list says of each unit and what was not read (InputError: a bad cell)."""
    from inspector_app.sheets.units import read_units

    rows = read_units(path)
    if rows.problems:
        raise InputError(
            f"“{path.name}”里有 {len(rows.problems)} 处要改，没有导入任何内容；改好后再导入。",
            problems=rows.problems,
        )
    by_name = sorted(rows.units, key=lambda row: row.name)
    order = {row.name: place for place, row in reversed(list(enumerate(rows.units)))}
    found = [_unit(list(group)) for _, group in groupby(by_name, key=lambda row: row.name)]
    return tuple(sorted(found, key=lambda unit: order[unit.name])), rows.notes


def _unit(rows: "list[UnitRow]") -> ToldUnit:
    named = [row for row in rows if row.contact]
    first = rows[0]
    return ToldUnit(
        name=first.name,
        short=_first(row.short for row in rows),
        duties=_first(row.duties for row in rows),
        contacts=tuple((row.contact or "", row.post, row.phone) for row in named) or None,
        start=_first(row.start for row in rows),
    )


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _fate(unit: ToldUnit, known: dict[str, Entry], day: date) -> Fate:
    entry = known.get(unit.name)
    if entry is None:
        return Fate.NEW
    same = all(
        getattr(unit, name) in {None, entry.values[name]} for name in _COLUMNS
    )  # fmt: skip
    followed = _followed(entry, unit, day) == entry.values["contacts"]
    return Fate.SAME if same and followed else Fate.CHANGED


def _followed(entry: Entry, unit: ToldUnit, day: date) -> list[dict[str, Any]]:
    """Return the 联络人 of an entry as they are once the list holds."""
    rows: list[dict[str, Any]] = [dict(row) for row in entry.values["contacts"]]
    if unit.contacts is None:
        return rows
    new, unnamed = list(unit.contacts), []
    for row in rows:
        said = (row["name"], row["post"], row["phone"])
        if said in new and not _over(row, day):
            new.remove(said)
        else:
            unnamed.append(row)
    kept = [row for row in rows if row not in unnamed or _left(row, day, replaced=bool(new))]
    return [*kept, *(_row(contact, day) for contact in new)]


def _over(row: dict[str, Any], day: date) -> bool:
    return (day_in(row, "end") or day) < day


def _left(row: dict[str, Any], day: date, *, replaced: bool) -> bool:
    """Let a 联络人 end whom a list of a day does not name; say whether anything is left of them.

    Who begins later is not of that day. An end that is known moves only where somebody new comes.
    """
    start, end = day_in(row, "start"), day_in(row, "end")
    if _over(row, day) or (start is not None and start > day):
        return True
    if end is None or replaced:
        row["end"] = (day - timedelta(days=1)).isoformat()
    return start != day


def _row(contact: tuple[str, str, str], start: date | None) -> dict[str, Any]:
    name, post, phone = contact
    first = None if start is None else start.isoformat()
    return {"uuid": new_uid(), "name": name, "post": post, "phone": phone, "start": first,
            "end": None}  # fmt: skip


def _absent(told: Iterable[ToldUnit], known: dict[str, Entry]) -> tuple[str, ...]:
    named = {unit.name for unit in told}
    return tuple(name for name in known if name not in named)
