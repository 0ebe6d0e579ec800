"""检查表 of a record: begun, answered item by item, filled from a file, made into issues."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.checklist import Checklist
from inspector_app.domain.checklist_answers import (
    Standing,
    issue_head,
    issue_text,
    key_in,
    read_answers,
    read_value,
    standing_of,
    valid_answers,
)
from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.issue import Issue
from inspector_app.domain.visit import Visit
from inspector_app.domain.year_comparison import contradictions
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, changes_of
from inspector_app.services.row_edit import RowEdit
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.storage.checklist_rows import ANSWER
from inspector_app.storage.editing import Target

_NOUN = "checklist"


class FilledView(NamedTuple):
    """A filled checklist as it is shown.

    Attributes:
        checklist, standing: nothing where the version that was filled in is not here.
        odd: answers that contradict the figures beside them, by key.
        made: keys of items of which the record holds an issue already.
    """

    filled: FilledChecklist
    checklist: Checklist | None
    standing: Standing | None
    odd: Mapping[str, str]
    made: frozenset[str]


class RecordChecklists(NamedTuple):
    """The checklists of one record.

    Attributes:
        suggested: the id of the one that the campaign of the record names, empty for none.
    """

    visit: Visit
    views: tuple[FilledView, ...]
    suggested: str


class ChecklistService:
    """Fills checklists in; every call is one transaction, and undo takes each answer back."""

    def __init__(self, context: Context, versions: ChecklistVersions) -> None:
        self._context = context
        self.versions = versions
        self._edits = EditJournal(context)
        self._rows = RowEdit(context, self._edits)

    # -- reading ---------------------------------------------------------------------------------

    def of_record(self, uid: str) -> RecordChecklists:
        """Return the checklists of a record (NotFoundError where there is no such record)."""
        with self._context.database.snapshot():
            visit = self._context.stores.visits.get(uid)
            views = tuple(self._view(visit, each) for each in visit.checklists)
            return RecordChecklists(visit, views, self._suggested(visit))

    def view(self, filled_uid: str) -> tuple[Visit, FilledView]:
        """Return one filled checklist and its record (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            found = self._context.stores.visits.checklists.get(filled_uid)
            if found is None:
                raise NotFoundError("找不到这张检查表；它可能刚被移除，可以按 Ctrl+Z 退回。")
            visit = self._context.stores.visits.get(found.visit_uid)
            return visit, self._view(visit, found.value)

    def _view(self, visit: Visit, filled: FilledChecklist) -> FilledView:
        checklist = self.versions.of(filled)
        if checklist is None:
            return FilledView(filled, None, None, {}, frozenset())
        answers = valid_answers(checklist, filled.answers)
        return FilledView(
            filled,
            checklist,
            standing_of(checklist, answers),
            {item.key: why for item, why in contradictions(checklist, answers)},
            _made_into_issues(visit, checklist),
        )

    def _suggested(self, visit: Visit) -> str:
        """Return the checklist of the campaign that a record names, as far as it is known here."""
        campaigns = self._context.stores.campaigns
        if not visit.campaign.strip() or not campaigns.any_filed():
            return ""
        named = self.versions.named(campaigns.form_of(visit.campaign.strip()))
        begun = {each.form for each in visit.checklists}
        return named.id if named is not None and named.id not in begun else ""

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, uid: str, name: str, *, editing: str = "") -> Added:
        """Put an empty checklist beside a record; one that stands there already is returned.

        Raises:
            NotFoundError: there is no checklist of that id or title.
            NotEditableError: the record is no draft.
        """
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            checklist = self.versions.current(name)
            known = self._filled_of(uid, checklist.id)
            if known is None:
                self.versions.keep(checklist)
                made = _empty(checklist)
                self._rows.add(uid, _NOUN, made, editing=editing)
                known = made
        return Added(uid=known.uid, saved=saved_now(self._context, changes_of(target, _NOUN)))

    def remove(self, filled_uid: str, *, editing: str = "") -> Saved:
        """Take a checklist out of the draft; undo brings it back whole."""
        return self._rows.remove(_NOUN, filled_uid, editing=editing)

    def answer(self, filled_uid: str, key: str, value: object, *, editing: str = "") -> Saved:
        """Save one answer or note under its key; an empty one is taken out.

        Raises:
            InputError: it cannot be taken; what stood there stays.
            NotEditableError: the record is no draft.
        """
        with self._context.database.transaction():
            target = self._edits.editable_row(_NOUN, filled_uid)
            checklist = self._known(filled_uid)
            try:
                text = read_value(checklist, key, value)
            except ValueError as error:
                raise InputError(f"没有保存：{error}。原来的结果没有改动。") from error
            self._write(target, filled_uid, {key: text}, editing)
        return saved_now(self._context, changes_of(target, _NOUN))

    def fill(self, uid: str, name: str, data: Mapping[str, Any], *, editing: str = "") -> Added:
        """Take answers over from a file, beside those that stand there; "" takes one out.

        Raises:
            InputError: it names every answer that cannot be taken; nothing was saved.
        """
        with self._context.database.transaction():
            begun = self.begin(uid, name, editing=editing)
            checklist = self._known(begun.uid)
            found, problems = read_answers(checklist, data)
            if problems:
                sentence = f"检查表没有填：有 {len(problems)} 项不对，原来的结果没有改动。"
                raise InputError(sentence, problems=problems)
            emptied = {key_in(checklist, name): "" for name in data}
            target = self._edits.editable(uid)
            self._write(target, begun.uid, {**emptied, **found}, editing)
        return Added(uid=begun.uid, saved=saved_now(self._context, changes_of(target, _NOUN)))

    def make_issue(self, filled_uid: str, key: str, *, editing: str = "") -> Added:
        """Make an issue of the record of a failed item, with the item, the note and the basis.

        Raises:
            RefusedError: the item did not fail, or its issue stands in the record already.
        """
        with self._context.database.transaction():
            self._edits.editable_row(_NOUN, filled_uid)
            visit, view = self.view(filled_uid)
            item = view.checklist.item(key) if view.checklist else None
            if item is None or not item.fails(view.filled.answers.get(item.key, "")):
                raise RefusedError(
                    "这一项的结果不是“否”“差”“不合格”“不符合”或 0 分，没有增加问题；"
                    "别的问题请在“存在问题”里直接写。"
                )
            if item.key in view.made:
                raise RefusedError("这一项已经转为问题，没有再加；请在“存在问题”里修改。")
            issue = Issue(uid=new_uid(), description=issue_text(item, view.filled.answers))
            return self._rows.add(visit.uid, "issue", issue, editing=editing)

    def _write(
        self, target: Target, filled_uid: str, answers: Mapping[str, str], editing: str
    ) -> None:
        for key, text in answers.items():
            self._edits.set_value(
                target, _NOUN, filled_uid, f"{ANSWER}{key}", text, editing=editing
            )

    def _filled_of(self, uid: str, form: str) -> FilledChecklist | None:
        filled = self._context.stores.visits.get(uid).checklists
        return next((each for each in filled if each.form == form), None)

    def _known(self, filled_uid: str) -> Checklist:
        found = self._context.stores.visits.checklists.get(filled_uid)
        assert found is not None
        checklist = self.versions.of(found.value)
        if checklist is None:
            raise RefusedError(
                f"本机没有“{found.value.title}”的版本 {found.value.version}，不能填写，没有改动；"
                "请向督导室要这张检查表的文件，发布后再填。"
            )
        return checklist


def refuse_unknown(context: Context, checklists: tuple[FilledChecklist, ...]) -> None:
    """Refuse filled checklists of a file that no published version could have led to.

    Raises:
        InputError: the version of one is not here, or has no such answers.
    """
    for filled in checklists:
        _refuse_strange(ChecklistVersions(context), filled)


def _refuse_strange(versions: ChecklistVersions, filled: FilledChecklist) -> None:
    checklist = versions.of(filled)
    if checklist is None:
        raise InputError(
            f"本机没有检查表“{filled.title}”的这个版本（{filled.form} {filled.version}），"
            "没有新建；请先发布这一版（checklist publish），或去掉文件里的 checklists。"
        )
    found, problems = read_answers(checklist, filled.answers)
    if problems or found != dict(filled.answers):
        sentence = f"检查表“{filled.title}”里有结果不能保存，没有新建。"
        raise InputError(sentence, problems=problems)
    versions.keep(checklist)


def _made_into_issues(visit: Visit, checklist: Checklist) -> frozenset[str]:
    said = [issue.description for issue in visit.issues]
    return frozenset(
        item.key
        for item in checklist.items
        if any(text.startswith(issue_head(item)) for text in said)
    )


def _empty(checklist: Checklist) -> FilledChecklist:
    return FilledChecklist(
        uid=new_uid(),
        form=checklist.id,
        version=checklist.version,
        digest=checklist.digest,
        title=checklist.title,
    )
