"""What 定稿 asks of the forms of a record, and what it does with them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import IncompleteError, Problem, RefusedError
from inspector_app.base.ids import derived_uid
from inspector_app.domain.checklist import FAILING
from inspector_app.domain.form_record import ROW_UID, Answers, FormRecord
from inspector_app.domain.issue import Issue, Severity
from inspector_app.domain.labels.issues import SEVERITY_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import gaps
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_records import NOUN, FormRecordService
from inspector_app.services.form_said import said_at
from inspector_app.services.row_edit import RowEdit

if TYPE_CHECKING:
    from inspector_app.xform import Element

_NAMED: Final = 3
_COLUMN: Final = "台账"
_TEXT, _PERSON, _DEADLINE, _SEVERITY = "问题", "责任人", "期限", "严重程度"


class FormStanding(NamedTuple):
    """What 定稿 would say of the forms of a record.

    Attributes:
        gaps: what is open, one for each form.
        hints: which answers would be dropped, and which pictures a form wants of the record.
    """

    gaps: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()


class FormFiling:
    """Looks at the forms of records; writes only within a transaction of the caller."""

    def __init__(self, context: Context, forms: FormRecordService) -> None:
        self._context = context
        self._forms = forms
        self._edits = EditJournal(context)
        self._rows = RowEdit(context, self._edits)

    def standing(self, visit: Visit) -> FormStanding:
        """Return what 定稿 would say of the forms of a draft; each is run once for it."""
        missing: list[Problem] = []
        hints: list[Problem] = []
        for record, filling in self._open(visit) if visit.is_editable else ():
            missing += _gap(record, filling)
            hints += _hints(record, filling)
        return FormStanding(tuple(missing), tuple(hints))

    def settle(self, visit: Visit) -> Visit:
        """Drop what does not apply, keep what is worked out, let findings become issues.

        Raises:
            IncompleteError: an issue that a form found lacks what an issue of a record must say.
        """
        for record, filling in self._open(visit):
            self._forms.save(record.uid, filling.finish())
            self.make_issues(visit, filling)
        settled = self._context.stores.visits.get(visit.uid)
        found = gaps(settled, today=self._context.today())
        if found:
            raise IncompleteError(
                "还不能定稿：表单里记的问题要列入“存在问题”，还有内容没有填。"
                "请先在表单里按“列入存在问题”，到记录里补齐，再定稿；已填的内容都在。",
                problems=found,
            )
        return settled

    def make_issues(self, visit: Visit, filling: OpenForm, *, editing: str = "") -> int:
        """Let each row that is meant for the 台账 become an issue, once; return how many did."""
        there = {issue.uid for issue in visit.issues}
        fresh = [issue for issue in issues_in(filling) if issue.uid not in there]
        for issue in fresh:
            self._rows.add(visit.uid, "issue", issue, editing=editing)
        return len(fresh)

    def make_issues_of(self, record_uid: str, *, editing: str = "") -> int:
        """Let what was found and is meant for the 台账 become issues; return how many did.

        Raises:
            NotEditableError: the record is no draft.
            RefusedError: there is nothing that did not become one already.
        """
        with self._context.database.transaction():
            self._edits.editable_row(NOUN, record_uid)
            record, visit_uid = self._forms.find(record_uid)
            visit = self._context.stores.visits.get(visit_uid)
            filling = self._forms.filling(self._forms.known(record), record)
            made = self.make_issues(visit, filling, editing=editing)
        if not made:
            raise RefusedError("没有要列入的：表单里没有写问题，或都已经在“存在问题”里了。")
        return made

    def _open(self, visit: Visit) -> Iterator[tuple[FormRecord, OpenForm]]:
        for record in visit.forms:
            known = self._forms.versions.of(record)
            if known is not None:
                yield record, self._forms.filling(known, record)


def _hints(record: FormRecord, filling: OpenForm) -> Iterator[Problem]:
    if paths := filling.to_drop():
        yield Problem(
            where="forms",
            what=f"表单“{record.title}”里有 {len(paths)} 个回答不再适用"
            f"（{_some(filling, paths)}），定稿时去掉",
        )
    if paths := filling.wanted_files():
        yield Problem(
            where="forms",
            what=f"表单“{record.title}”要有文件（{_some(filling, paths)}），"
            "表单里只能放图片，请另存在记录的资料里",
        )


def _gap(record: FormRecord, filling: OpenForm) -> Iterator[Problem]:
    points = filling.problems()
    if points:
        yield Problem(
            where="forms",
            what=f"表单“{record.title}”还有 {len(points)} 处没有填好"
            f"（{_some(filling, [point.path for point in points])}）",
            remedy="打开表单，按 F8 一处一处补齐",
        )


def _some(filling: OpenForm, paths: "list[str] | tuple[str, ...]") -> str:
    told = "、".join(filling.label(path) for path in paths[:_NAMED])
    return f"{told}等" if len(paths) > _NAMED else told


def issues_in(filling: OpenForm) -> Iterator[Issue]:
    """Yield an issue for each relevant row of a repeat of which a column is marked 问题.

    Outside of repeats a question marked so is an issue where its answer is the worst of its scale,
    and a text marked so where it says anything.
    """
    yield from _single_issues(filling)
    for element in filling.known.definition.elements.values():
        if element.kind != "repeat" or element.repeat() is not element:
            continue
        roles = {
            filling.known.own[e.name][_COLUMN]: e
            for e in element.walk()
            if e.repeat() is element and _COLUMN in filling.known.own.get(e.name, {})
        }
        if _TEXT in roles:
            yield from _issues_of(filling, element, roles)


def _single_issues(filling: OpenForm) -> Iterator[Issue]:
    own = filling.known.own
    asked = [
        element
        for element in filling.known.definition.elements.values()
        if element.kind == "question" and element.repeat() is None
    ]
    answers = filling.answers()
    roles = {own[e.name][_COLUMN]: e for e in asked if _COLUMN in own.get(e.name, {})}
    for element in asked:
        if own.get(element.name, {}).get(_COLUMN) != _TEXT:
            continue
        said = said_at(filling, element.path)
        if said is None or (said.words and not FAILING & set(said.words)):
            continue
        told = str(answers.get(f"{element.name}_note", "")).strip()
        yield Issue(
            uid=derived_uid(filling.record.uid, element.name),
            description=told or (f"{said.label}：{said.text}" if said.words else said.text),
            responsible=_said(answers, roles, _PERSON),
            deadline=_day(_said(answers, roles, _DEADLINE)),
            severity=_severity(filling, "", answers, roles),
        )


def _issues_of(
    filling: OpenForm, repeat: "Element", roles: "dict[str, Element]"
) -> Iterator[Issue]:
    for row in filling.answers().get(repeat.name, []):
        path = filling.path_of(f"{repeat.name}/{row[ROW_UID]}")
        text = _said(row, roles, _TEXT)
        if not path or not text or not filling.session.state(path).relevant:
            continue
        yield Issue(
            uid=row[ROW_UID],
            description=text,
            responsible=_said(row, roles, _PERSON),
            deadline=_day(_said(row, roles, _DEADLINE)),
            severity=_severity(filling, path, row, roles),
        )


def _said(row: Answers, roles: "dict[str, Element]", role: str) -> str:
    return str(row.get(roles[role].name, "")).strip() if role in roles else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _severity(
    filling: OpenForm, path: str, row: Answers, roles: "dict[str, Element]"
) -> Severity | None:
    """Return what a choice says: by its code, or by what it is called."""
    code = _said(row, roles, _SEVERITY)
    if not code:
        return None
    below = roles[_SEVERITY].path
    below = below.removeprefix(filling.element(path).path) if path else below
    labels = {each.value: each.label for each in filling.session.choices(f"{path}{below}")}
    words = {code, labels.get(code, code)}
    return next((s for s, word in SEVERITY_LABEL.items() if {s.value, word} & words), None)
