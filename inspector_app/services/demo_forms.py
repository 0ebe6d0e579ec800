"""Filled forms of a made-up district: beside a few records of the last months, not more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from inspector_app.base.clock import CHINA
from inspector_app.base.ids import imported_uid
from inspector_app.domain.checklist import LEVELS, Item
from inspector_app.domain.form_lists import Rosters
from inspector_app.domain.form_record import ROW_UID, FormRecord, trimmed
from inspector_app.domain.issue import Issue, Severity
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitStatus, VisitType
from inspector_app.services.context import Context
from inspector_app.services.demo_visits import DemoMonth
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.known_form import KnownForm
from inspector_app.services.shipped_checklists import shipped_checklists
from inspector_app.services.shipped_forms import ShippedForms

MOST_A_MONTH: Final = 4
"""How many of each form a month gets."""
_DAYS_TO_LOOK_AGAIN: Final = 15
_OUTSIDE: Final = "other"


class _Filled(NamedTuple):
    """Where a form is filled in.

    Attributes:
        kinds: the schools it is for, none for all.
        well, badly: the conclusion without and with what was found.
        failed: the item that an issue of the records is about, by its sentence.
    """

    form: str
    campaign: str
    kinds: frozenset[SchoolKind]
    well: str
    badly: str
    failed: Mapping[str, str]
    more: Mapping[str, str]


_FORMS: Final = (
    _Filled(
        "anquan", "校园安全专项", frozenset(), "pass", "mend",
        {"消防通道堆放桌椅。": "q7", "门卫对外来人员登记不全。": "q2"}, {"has": "none"},
    ),
    _Filled(
        "shuangjian", "双减专项",
        frozenset({SchoolKind.PRIMARY, SchoolKind.JUNIOR, SchoolKind.NINE_YEAR}), "good", "fair",
        {"三年级一个班书面作业超过六十分钟。": "q8",
         "课后服务收费标准没有公示依据文件。": "q18",
         "科学实验开出率低，部分实验以演示代替。": "q19"}, {},
    ),
)  # fmt: skip


class DemoForms:
    """Fills forms in beside records that are about to be written."""

    def __init__(self, context: Context, *, random: Random) -> None:
        self._context = context
        self._random = random
        self._code = context.identity.district
        self._versions = FormVersions(context)
        self._rosters: Rosters = {}

    def fill(self, made: DemoMonth) -> None:
        """Put filled forms beside some records of campaigns; their issues are those of the form."""
        self._rosters = self._rosters or rosters_of(self._context)
        issues: dict[str, list[Issue]] = {}
        for row in made.issues:
            issues.setdefault(row.visit_uid, []).append(row.value)
        for filled in _FORMS:
            fitting = [
                place for place, visit in enumerate(made.visits)
                if _fits(visit, issues.get(visit.uid, ()), filled)
            ]  # fmt: skip
            for place in fitting[:MOST_A_MONTH]:
                visit = made.visits[place]
                record = self._record(visit, issues.get(visit.uid, ()), filled)
                made.visits[place] = replace(visit, forms=(record,))

    def write(self, made: DemoMonth) -> None:
        """Write the forms of records that stand in their table."""
        visits = self._context.stores.visits
        for visit in made.visits:
            for place, record in enumerate(visit.forms, 1):
                visits.forms.insert(visits.id_of(visit.uid), record, ordinal=place)

    def _record(self, visit: Visit, issues: Sequence[Issue], filled: _Filled) -> FormRecord:
        known = self._form(filled.form)
        rows = [_row(visit, issue, filled) for issue in issues]
        failed = {row["f_item"] for row in rows}
        asked = [item for item in shipped_checklists()[filled.form].items if item.words]
        given = {
            **self._base(visit, filled), **dict(self._judged(asked, failed)),
            **_concluded(visit, issues, filled, is_clean=failed <= {_OUTSIDE}), "finding": rows,
        }  # fmt: skip
        return FormRecord(
            uid=imported_uid(self._code, "演示表单", visit.uid, filled.form),
            form=known.form, version=known.version, digest=known.digest, title=known.title,
            answers=self._reckoned(known, given, visit),
        )  # fmt: skip

    def _form(self, form: str) -> KnownForm:
        here = [each for each in self._versions.offered() if each.form == form]
        version = here[0].version if here else ShippedForms(self._versions).publish(form).version
        known = self._versions.version(form, version)
        assert known is not None
        return known

    def _base(self, visit: Visit, filled: _Filled) -> dict[str, str]:
        assert visit.school is not None
        code = visit.school.code
        school = next(row for row in self._rosters["schools.csv"] if row["name"] == code)
        return {
            "visit_date": str(visit.visited_on), "zone": school["zone"], "school": code,
            "notice": "untold", "stage": school["stage"], **filled.more,
        }  # fmt: skip

    def _judged(self, asked: Sequence[Item], failed: set[str]) -> Iterator[tuple[str, str]]:
        for item in asked:
            levels = LEVELS[item.scale]
            passed = [level.word for level in levels if not level.fails]
            word = passed[0] if self._random.random() < 0.7 else passed[min(1, len(passed) - 1)]
            yield item.key, levels[-1].word if item.key in failed else word

    def _reckoned(self, known: KnownForm, given: Any, visit: Visit) -> dict[str, Any]:
        """Return the answers with what the form works out, without what does not apply."""
        from inspector_app.xform import Session

        moment = datetime.combine(_day(visit), time(16), CHINA)
        session = Session(
            known.definition, answers=given, clock=lambda: moment,
            rosters=lambda name: self._rosters.get(name, ()),
            new_uuid=lambda: imported_uid(self._code, "演示表单行", visit.uid, known.form),
        )  # fmt: skip
        session.drop_irrelevant()
        return trimmed(session.answers())


def _fits(visit: Visit, issues: Sequence[Issue], filled: _Filled) -> bool:
    kind = SchoolKind(visit.school.kind) if visit.school else None
    return (
        visit.status is VisitStatus.FILED
        and visit.type is VisitType.CAMPAIGN
        and visit.campaign == filled.campaign
        and (not filled.kinds or kind in filled.kinds)
        # A hazard is given a week by the forms, and longer by the records.
        and not any(issue.is_hazard for issue in issues)
    )


def _day(visit: Visit) -> date:
    assert visit.visited_on is not None
    return visit.visited_on


def _row(visit: Visit, issue: Issue, filled: _Filled) -> dict[str, str]:
    """Return what the form says of an issue: the row carries its uid, so that it is one."""
    severity = issue.severity or Severity.ORDINARY
    return {
        ROW_UID: issue.uid,
        "f_item": filled.failed.get(issue.description, _OUTSIDE),
        "f_text": issue.description,
        "f_severity": severity.value,
        "f_unit": issue.responsible,
        "f_deadline": str(issue.deadline or _day(visit)),
        "f_advice": issue.requirement,
    }


def _concluded(
    visit: Visit, issues: Sequence[Issue], filled: _Filled, *, is_clean: bool
) -> dict[str, str]:
    is_grave = any(issue.severity is Severity.SERIOUS for issue in issues)
    return {
        "has_finding": "yes" if issues else "no",
        "at_once": "当场指出，由分管副校长负责，当天处置。",
        "grade": filled.well if is_clean and not is_grave else filled.badly,
        "merits": "台账清楚，责任到人。",
        "advice": "对照清单逐项自查，不达标的按期改正。",
        "feedback": "spoken",
        "feedback_to": visit.feedback_to,
        "next_visit": str(_day(visit) + timedelta(days=_DAYS_TO_LOOK_AGAIN)),
    }
