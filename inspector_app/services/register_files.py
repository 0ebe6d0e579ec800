"""Files of entries: taken in, given out again, kept encrypted beside the database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError, disk_reason
from inspector_app.base.files import name_of, read_file
from inspector_app.base.ids import new_uid
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Field, Files
from inspector_app.services.context import Context
from inspector_app.services.register_fields import stored_field, uid_at
from inspector_app.services.register_journal import NOUN, RegisterJournal, changes_of
from inspector_app.services.saved import Saved, saved_now


class RegisterFileService:
    """Keeps the files of entries; every writing call is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.registers
        self._edits = RegisterJournal(context)

    def attach(self, uid: str, paths: Sequence[Path], *, place: str = "") -> Saved:
        """Take files in, all of them or none; each is on the disk before the entry names it.

        Args:
            uid: the entry.
            paths: of the files.
            place: the name under which the files of a row are stored; those of the entry without.

        Raises:
            InputError: the kind has no files, or one is empty, too large, here already or too many.
            EnvironmentProblem: one cannot be read, or the disk takes no more.
            EntryNotEditableError: the entry is voided or in the recycle bin.
        """
        field, shape, place = self._field(uid, place)
        contents = [(name_of(path), _read(path)) for path in paths]
        stored = [(name, self._context.attachments.put(data)) for name, data in contents]
        with self._context.database.transaction():
            entry = self._edits.open_for(uid, field)
            held = list(self._held(uid, place))
            for name, file in stored:
                _refuse_twice(name, file.sha256, held)
                held.append(
                    {"uuid": new_uid(), "name": name, "sha256": file.sha256, "size": file.size}
                )
            if len(held) > shape.most:
                raise InputError(
                    f"“{field.label}”最多 {shape.most} 个文件，没有放入；"
                    "请先去掉不要的，或另登记一条。"
                )
            self._edits.set_value(entry, place, held, part=field)
        return self._saved(uid)

    def detach(self, uid: str, file_uid: str, *, place: str = "") -> Saved:
        """Leave a file out of an entry; undo brings it back (errors as above)."""
        field, _, place = self._field(uid, place)
        with self._context.database.transaction():
            entry = self._edits.open_for(uid, field)
            left = [file for file in self._held(uid, place) if file["uuid"] != file_uid]
            self._edits.set_value(entry, place, left, part=field)
        return self._saved(uid)

    def detach_at(self, uid: str, nth: int, *, place: str = "") -> Saved:
        """Leave out the file at a place counted from 0 (errors as above)."""
        field, _, place = self._field(uid, place)
        return self.detach(uid, uid_at(self._held(uid, place), field, nth), place=place)

    def save(self, uid: str, file_uid: str, target: Path, *, place: str = "") -> WrittenFile:
        """Write one file, decrypted.

        Raises:
            NotFoundError: the entry has no such file, or it is gone from the disk.
            FileDamagedError: it is not what was taken in.
            EnvironmentProblem: it could not be written.
        """
        file = self._file(uid, file_uid, place)
        return write_document(target, self._context.attachments.get(file["sha256"]))

    def export(self, uid: str, folder: Path, *, place: str = "") -> tuple[WrittenFile, ...]:
        """Write every file of an entry into a folder, decrypted, under its own name.

        Raises:
            NotFoundError: the entry has no file.
        """
        files = self._held(uid, self._field(uid, place)[2])
        if not files:
            raise NotFoundError("这一条没有附件，没有写出文件。")
        # Read all before the first is written: a damaged one is told before half of them lie there.
        contents = [self._context.attachments.get(file["sha256"]) for file in files]
        names = _told_apart([file["name"] for file in files])
        return tuple(
            write_document(folder / name, data) for name, data in zip(names, contents, strict=True)
        )

    def _held(self, uid: str, place: str) -> list[dict[str, Any]]:
        files: list[dict[str, Any]] = self._store.value(NOUN, uid, place)
        return files

    def _file(self, uid: str, file_uid: str, place: str) -> dict[str, Any]:
        held = self._held(uid, self._field(uid, place)[2])
        found = next((f for f in held if f["uuid"] == file_uid), None)
        if found is None:
            raise NotFoundError("找不到这个附件；它可能刚被去掉。其他内容都还在。")
        return dict(found)

    def _field(self, uid: str, place: str = "") -> tuple[Field, Files, str]:
        """Return the field that holds files, and the name under which it is stored."""
        kind = KINDS[self._store.get(uid).kind]
        fields = (stored_field(kind, place),) if place else kind.fields
        for field in fields:
            if isinstance(field.shape, Files):
                return field, field.shape, place or field.id
        raise InputError(f"“{kind.name}”不放附件，没有改动。")

    def _saved(self, uid: str) -> Saved:
        return saved_now(self._context, changes_of(uid))


def _read(path: Path) -> bytes:
    from inspector_app.vault.files import MAX_FILE_BYTES, FileTooLargeError

    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise FileTooLargeError(size)
        data = read_file(path)
    except OSError as error:
        raise EnvironmentProblem(
            f"文件“{path.name}”读不出来（{disk_reason(error)}），没有放入任何附件；请检查后再试。"
        ) from error
    if not data:
        raise InputError(f"文件“{path.name}”是空的，没有放入任何附件；请换一个文件。")
    return data


def _refuse_twice(name: str, sha256: str, held: Sequence[dict[str, Any]]) -> None:
    known = next((file["name"] for file in held if file["sha256"] == sha256), None)
    if known is not None:
        raise InputError(f"“{name}”与“{known}”是同一个文件，没有放入任何附件；请去掉重复的。")


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return names of which no two are the same."""
    found: list[str] = []
    for name in names:
        path, number, own = Path(name), 1, name
        while own.lower() in {each.lower() for each in found}:
            number += 1
            own = f"{path.stem}（{number}）{path.suffix}"
        found.append(own)
    return found
