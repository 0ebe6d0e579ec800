"""Writing a draft: every change is saved, remembered and can be taken back."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.issue import Issue
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.month import school_year_start
from inspector_app.domain.visit import Merit, Visit
from inspector_app.domain.visit_json import JsonObject, said_of_issue, visit_json
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.cursor import Cursor, get_cursor, put_cursor
from inspector_app.services.edit_journal import EditJournal, changes_of, months_of
from inspector_app.services.lookup import ContextLookup, snapshot
from inspector_app.services.row_checks import ROWS, refuse_row, refuse_whole
from inspector_app.services.row_edit import RowEdit
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.services.settings import SettingsService
from inspector_app.services.undo import Undo, Undone
from inspector_app.services.value_readers import uid_in
from inspector_app.services.visit_fields import find_field, read_value
from inspector_app.services.visit_reader import read_issue, read_lesson, read_visit
from inspector_app.storage.editing import Target

_NUMBER: Final = re.compile(r"\d{6}-\d{4}-[^\W_]+-\d{4,9}")
_NO_INSPECTOR: Final = "000"
# What may differ between a record and the file it is read from again.
_NOT_COMPARED: Final = frozenset(
    {"status", "revision", "reason", "created_at", "filed_at", "origin", "photos", "joint",
     "disposition", "school_name", "school_kind", "school_ownership"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A record that was begun."""

    uid: str
    number: str
    changes: Changes


class VisitEditService:
    """Changes drafts; every call is one transaction."""

    def __init__(self, context: Context, settings: SettingsService) -> None:
        self._context = context
        self._settings = settings
        self._edits = EditJournal(context)
        self._rows = RowEdit(context, self._edits)
        self._undo = Undo(context, self._edits)
        self._lookup = ContextLookup(context)

    # -- beginning -------------------------------------------------------------------------------

    def new(
        self,
        *,
        school_code: str | None = None,
        visited_on: date | None = None,
        lead_id: str | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> NewVisit:
        """Begin a draft, prefilled from 我的常用, dated today unless told otherwise.

        ``given`` are attributes of the record that are decided already: they outweigh 我的常用.
        """
        preferences = self._settings.preferences()
        decided = dict(given or {})
        with self._context.database.transaction():
            school = (
                snapshot(self._context.stores.schools.get(school_code)) if school_code else None
            )
            visit = Visit(
                uid=new_uid(),
                number="",
                school=school,
                visited_on=visited_on or self._context.today(),
                lead_id=lead_id or self._context.identity.inspector_id,
                **{**preferences.visit_values(), **decided},
                prefilled=preferences.prefilled_fields() - set(decided),
            )
            return self._begin(visit)

    def new_from_json(self, data: Mapping[str, Any]) -> NewVisit:
        """Begin a draft from a file of fields, as ``visit show --json`` prints them.

        A record that is here already with the same content is not made twice.

        Raises:
            InputError: a field cannot be read.
            RefusedError: another record has the uuid or the number.
        """
        with self._context.database.transaction():
            uid, number = uid_in(data), str(data.get("no") or data.get("rec_no") or "")
            empty = Visit(
                uid=uid,
                number=number,
                school=None,
                visited_on=None,
                lead_id=self._context.identity.inspector_id,
            )
            visit = read_visit(data, self._lookup, into=empty)
            known = self._context.stores.visits.find(uid)
            if known is not None:
                return self._same(known, visit)
            self._refuse_taken(number)
            self._refuse_taken_rows(visit)
            for talk in visit.interviews:
                refuse_row("interview", talk)
            for sheets in visit.questionnaires:
                refuse_row("questionnaire", sheets)
            if visit.checklists:
                from inspector_app.services.checklists import refuse_unknown

                refuse_unknown(self._context, visit.checklists)
            return self._begin(visit)

    def begin_entry(self, entry: Visit) -> NewVisit:
        """Begin a 同行登记 with what it says already.

        Raises:
            RefusedError: the folder is nobody's own: nobody here could have gone along.
        """
        person = self._context.identity.inspector_id
        if not person:
            raise RefusedError(
                "本机没有写明是哪位督学，不能做同行登记，没有新建；请先在“设置”里写明。"
            )
        with self._context.database.transaction():
            self._refuse_taken_rows(entry)
            lessons = tuple(
                replace(lesson, listener_id=lesson.listener_id or person)
                for lesson in entry.lessons
            )
            return self._begin(
                replace(entry, peer_ids=(person,), lessons=lessons, joint=Joint.ENTRY)
            )

    def _begin(self, visit: Visit) -> NewVisit:
        begun = replace(
            visit,
            number=visit.number or self._next_number(visit),
            status=VisitStatus.DRAFT,
            revision=1,
            origin=self._context.identity.device,
            created_at=self._context.now_text(),
        )
        begun = replace(begun, issues=tuple(_numbered(begun)))
        self._context.stores.visits.insert(begun)
        self._edits.barrier(begun.uid, {"note": "新建", "number": begun.number})
        changes = Changes(
            visits=True,
            issues=bool(begun.issues),
            lessons=bool(begun.lessons),
            months=months_of(_iso(begun.visited_on)),
            visit_uids=frozenset({begun.uid}),
        )
        return NewVisit(uid=begun.uid, number=begun.number, changes=changes)

    def _next_number(self, visit: Visit) -> str:
        """Return the next 记录编号: 区划-学年-督学号-流水, from this device's block."""
        year = school_year_start(visit.visited_on or self._context.today()).year
        identity = self._context.identity
        # The numbers of the 责任督学 are given out on his own laptop.
        owner = visit.peer_ids[0] if visit.joint is Joint.ENTRY else visit.lead_id
        prefix = f"{identity.district}-{year}-{owner or _NO_INSPECTOR}-"
        return identity.next_number(
            prefix, highest=self._context.stores.visits.highest_serial(prefix)
        )

    def _refuse_taken_rows(self, visit: Visit) -> None:
        for table, (label, attribute) in ROWS.items():
            uids = [row.uid for row in getattr(visit, attribute)]
            twice = [uid for place, uid in enumerate(uids) if uid in uids[:place]]
            held = [
                uid for uid in uids
                if self._context.database.row(f"SELECT 1 FROM {table} WHERE uid = ?", uid)  # noqa: S608 - names of ours
            ]  # fmt: skip
            if twice or held:
                raise RefusedError(
                    f"{label}的唯一标识“{(twice or held)[0]}”已经用过，没有新建；"
                    "请去掉文件里这一条的 uuid，由程序另给。"
                )

    def _refuse_taken(self, number: str) -> None:
        if number and not _NUMBER.fullmatch(number):
            raise InputError(
                f"“{number}”不是记录编号（区划-学年-督学号-流水），没有新建；"
                "请去掉文件里的 no，由程序另给编号。"
            )
        taken = number and self._context.database.row(
            "SELECT 1 FROM visit WHERE number = ?1 UNION ALL"
            " SELECT 1 FROM tombstone WHERE number = ?1",
            number,
        )
        if taken:
            raise RefusedError(
                f"记录编号“{number}”已经用过，没有新建；请去掉文件里的 no，由程序另给编号。"
            )

    def _same(self, known: Visit, given: Visit) -> NewVisit:
        if self._context.stores.visits.is_deleted(known.uid):
            raise RefusedError(
                f"这份记录在回收站里（{known.number}），没有新建；请先从回收站恢复它。"
            )
        if _comparable(known) != _comparable(replace(given, number=known.number)):
            raise RefusedError(
                f"这份记录已经在这里（{known.number}），内容与文件不同，没有改动；"
                "请用“更正”修改它，或去掉文件里的 uuid 和 no 另建一份。"
            )
        return NewVisit(uid=known.uid, number=known.number, changes=Changes())

    # -- fields ----------------------------------------------------------------------------------

    def set_field(self, uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one field of the record.

        Args:
            uid: the record.
            name: attribute of ``Visit``; ``school_code`` stands for the school.
            value: the typed value.
            editing: id of the editing session; typing in one field of one session is one change.

        Raises:
            NotEditableError: the record is no draft; what was typed is not lost, the page keeps it.
        """
        with self._context.database.transaction():
            changes = self._edits.type_on("visit", uid, name, value, editing=editing)
            if changes is None:
                target = self._edits.editable(uid)
                if name == "school_code":
                    name, value = "school", self._school(value)
                self._save(target, "visit", uid, name, value, editing)
                moved_to = _iso(value) if name == "visited_on" else None
                changes = changes_of(target, "visit", moved_to=moved_to)
        return saved_now(self._context, changes)

    def set_json(self, uid: str, field_id: str, value: Any, *, editing: str = "") -> Saved:
        """Save one field given by id or label, its value by code or label.

        ``issues[0].deadline`` and ``lessons[0].topic`` name a field of a row, from 0.
        """
        noun, row_uid, name = self._place(uid, field_id)
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            spec = find_field(noun, name)
            typed = read_value(spec, value, self._lookup)
            refuse_whole(self._edits.store, noun, row_uid, spec.attribute, typed)
            self._save(target, noun, row_uid, spec.attribute, typed, editing)
            moved_to = _iso(typed) if spec.attribute == "visited_on" else None
        return saved_now(self._context, changes_of(target, noun, moved_to=moved_to))

    def touch_prefilled(self, uid: str, name: str) -> Saved:
        """Note that a person has looked at a prefilled value and lets it stand."""
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            self._touch(target, name)
        return saved_now(self._context, Changes(visit_uids=frozenset({uid})))

    def leave_field(self, uid: str, name: str) -> Saved:  # noqa: ARG002 - every field is indexed alike
        """Index the record's text now that the person has left a long field."""
        with self._context.database.transaction():
            self._context.stores.search.index_visit(uid)
        return saved_now(self._context, Changes())

    def _school(self, code: str | None) -> Any:
        return snapshot(self._context.stores.schools.get(code)) if code else None

    def _save(
        self, target: Target, noun: str, uid: str, name: str, value: Any, editing: str
    ) -> None:
        self._rows.write(target, noun, uid, name, value, editing=editing)
        if noun == "visit":
            self._touch(target, name)

    def _touch(self, target: Target, name: str) -> None:
        if name in target.prefilled:
            left = target.prefilled - {name}
            self._context.stores.visits.set_value(target.visit_uid, "prefilled", left)

    def _place(self, uid: str, field_id: str) -> tuple[str, str, str]:
        head, dot, name = field_id.partition(".")
        group, bracket, place = head.partition("[")
        nouns = {
            "issues": "issue",
            "lessons": "lesson",
            "merits": "merit",
            "interviews": "interview",
            "questionnaires": "questionnaire",
        }
        if not dot or not bracket or group not in nouns:
            return "visit", uid, field_id
        rows = self._edits.store.order(nouns[group], self._context.stores.visits.id_of(uid))
        number = place.removesuffix("]")
        if not number.isdecimal() or int(number) >= len(rows):
            raise InputError(f"没有“{head}”这一条；这份记录有 {len(rows)} 条，从 0 数起。")
        return nouns[group], rows[int(number)], name

    # -- rows ------------------------------------------------------------------------------------

    def add_issue(self, uid: str, *, editing: str = "", **values: Any) -> Added:
        """Add a 问题 with typed attribute values."""
        return self._rows.add(uid, "issue", Issue(uid=new_uid(), **values), editing=editing)

    def add_lesson(self, uid: str, *, editing: str = "", **values: Any) -> Added:
        """Add a 听课记录; unless told otherwise, heard by whose laptop it is, or by who leads."""
        listener = values.pop("listener_id", "") or self._usual_listener(uid)
        lesson = Lesson(uid=new_uid(), listener_id=listener, **values)
        return self._rows.add(uid, "lesson", lesson, editing=editing)

    def add_merit(self, uid: str, text: str = "", *, editing: str = "") -> Added:
        """Add an 亮点."""
        return self._rows.add(uid, "merit", Merit(uid=new_uid(), text=text), editing=editing)

    def add_issue_json(self, uid: str, data: Mapping[str, Any]) -> Added:
        """Add a 问题 from a file of fields."""
        return self._rows.add(uid, "issue", read_issue(data, self._lookup))

    def add_lesson_json(self, uid: str, data: Mapping[str, Any]) -> Added:
        """Add a 听课记录 from a file of fields."""
        lesson = read_lesson(data, self._lookup)
        listener = lesson.listener_id or self._usual_listener(uid)
        return self._rows.add(uid, "lesson", replace(lesson, listener_id=listener))

    def _usual_listener(self, uid: str) -> str:
        return self._context.identity.inspector_id or self._context.stores.visits.get(uid).lead_id

    def set_issue(self, issue_uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one attribute of a 问题."""
        return self._rows.set("issue", issue_uid, name, value, editing=editing)

    def set_lesson(self, lesson_uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one attribute of a 听课记录."""
        return self._rows.set("lesson", lesson_uid, name, value, editing=editing)

    def set_merit(self, merit_uid: str, text: str, *, editing: str = "") -> Saved:
        """Save an 亮点."""
        return self._rows.set("merit", merit_uid, "text", text, editing=editing)

    def remove_issue(self, issue_uid: str, *, editing: str = "") -> Saved:
        """Take a 问题 out of the draft; undo brings it back whole."""
        return self._rows.remove("issue", issue_uid, editing=editing)

    def remove_lesson(self, lesson_uid: str, *, editing: str = "") -> Saved:
        """Take a 听课记录 out of the draft."""
        return self._rows.remove("lesson", lesson_uid, editing=editing)

    def remove_merit(self, merit_uid: str, *, editing: str = "") -> Saved:
        """Take an 亮点 out of the draft."""
        return self._rows.remove("merit", merit_uid, editing=editing)

    def move_row(self, noun: str, row_uid: str, *, to: int, editing: str = "") -> Saved:
        """Let a row ("issue", "lesson", "merit" …) stand at place ``to``, from 0."""
        return self._rows.move(noun, row_uid, to=to, editing=editing)

    # -- undo and cursor -------------------------------------------------------------------------

    def undo(self, uid: str) -> Undone | None:
        """Take the newest change of a draft back; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.back(self._edits.editable(uid))

    def redo(self, uid: str) -> Undone | None:
        """Put the change last taken back in again; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.forth(self._edits.editable(uid))

    def set_cursor(self, uid: str, *, field: str, position: int) -> None:
        """Remember where the person is writing, for 接着写."""
        with self._context.database.transaction():
            put_cursor(self._context, Cursor(visit_uid=uid, field=field, position=position))

    def cursor(self) -> Cursor | None:
        """Return where the person was writing last, if that draft can still be written in."""
        found = get_cursor(self._context)
        target = None if found is None else self._edits.store.target(found.visit_uid)
        if target is None or target.deleted or target.status is not VisitStatus.DRAFT:
            return None
        return found


def _comparable(visit: Visit) -> JsonObject:
    content = {k: v for k, v in visit_json(visit).items() if k not in _NOT_COMPARED}
    return {**content, "issues": [said_of_issue(issue) for issue in content["issues"]]}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _numbered(visit: Visit) -> list[Issue]:
    """Return the issues of a new record, each with a number under the record's own.

    A file may hold numbers of another record, the same one twice, or none: those are given anew.
    """
    under = re.compile(rf"{re.escape(visit.number)}-\d{{2,4}}")
    given = [issue.number for issue in visit.issues]
    kept = {number for number in given if under.fullmatch(number) and given.count(number) == 1}
    free = (n for n in itertools.count(1) if f"{visit.number}-{n:02d}" not in kept)
    return [
        issue if issue.number in kept else replace(issue, number=f"{visit.number}-{next(free):02d}")
        for issue in visit.issues
    ]
