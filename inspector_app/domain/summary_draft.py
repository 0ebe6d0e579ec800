"""The draft of a 督导工作总结, in the sentences in which such reports are written.

A number stands in it by name, and only where there is something to tell of. What no record knows
(why, how, what comes next) is 【请补充】, and nothing is called a success that numbers do not bear.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from inspector_app.domain.figured_text import token
from inspector_app.domain.labels.suggestions import ADDRESSEE_LABEL, ANSWER_LABEL
from inspector_app.domain.register_options import Answer, SummaryScope
from inspector_app.domain.registers.campaign import CAMPAIGN, name_of
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.summary_facts import Evidence, SummaryFacts
from inspector_app.domain.text_line import first_line

_SUBJECT: Final = {
    SummaryScope.DISTRICT: "全区责任督学",
    SummaryScope.ZONE: "本责任区责任督学",
    SummaryScope.PERSON: "本人",
}
_TYPES: Final = (
    ("type.routine", "经常性督导{}校次"), ("type.campaign", "专项督导{}校次"),
    ("type.comprehensive", "综合督导{}校次"), ("type.follow_up", "整改回访{}校次"),
    ("type.complaint_check", "投诉核查{}校次"), ("type.emergency", "突发事件{}校次"),
    ("type.joint", "联合督导{}校次"),
)  # fmt: skip
_METHODS: Final = (
    ("campus_walks", "校园巡视{}次"), ("documents_read", "查阅资料{}份"),
    ("meetings_attended", "列席会议{}次"), ("panels", "座谈{}场"),
    ("teachers_interviewed", "访谈教师{}人"), ("students_interviewed", "访谈学生{}人"),
    ("parents_interviewed", "访谈家长{}人"), ("questionnaires_returned", "回收问卷{}份"),
    ("briefings_heard", "听取汇报{}次"),
)  # fmt: skip
_TOPICS_NAMED: Final = 3
_SHORT: Final = 60


Writer = Callable[[], Iterable[str]]


def draft(found: SummaryFacts, evidence: Evidence) -> dict[str, str]:
    """Return the text of every section."""
    return SummaryDraft(found, evidence).sections()


class SummaryDraft:
    """Writes one draft; another paper from the same numbers writes its own sections."""

    def __init__(self, found: SummaryFacts, evidence: Evidence) -> None:
        self._found = found
        self._evidence = evidence
        self._figures = found.by_id()

    def sections(self) -> dict[str, str]:
        """Return the text of every section."""
        return {section: "\n".join(write()) for section, write in self._writers().items()}

    def _writers(self) -> dict[str, Writer]:
        return {
            "overview": self._overview,
            "practices": self._practices,
            "results": self._results,
            "problems": self._problems,
            "rectification": self._rectification,
            "cases": self._cases,
            "shortcomings": self._shortcomings,
            "next_steps": self._next_steps,
            "advice": self._advice,
        }

    # -- words -----------------------------------------------------------------------------------

    def _n(self, figure_id: str) -> int:
        figure = self._figures.get(figure_id)
        return 0 if figure is None else figure.n

    def _say(self, figure_id: str) -> str:
        return token(figure_id, self._figures[figure_id].text)

    def _listed(self, told: Iterable[tuple[str, str]]) -> list[str]:
        """Return what there is of each, with its number; what there is nothing of is not told."""
        return [words.format(self._say(i)) for i, words in told if self._n(i)]

    def _whole(self, figure_id: str) -> bool:
        """Say whether a part is all of it, and there is something to be a part of."""
        figure = self._figures.get(figure_id)
        return figure is not None and bool(figure.of) and figure.n == figure.of

    # -- sections --------------------------------------------------------------------------------

    def _overview(self) -> Iterator[str]:
        scope, say, units = self._evidence.scope, self._say, self._evidence.units
        who = _SUBJECT[scope] if units is None else f"{units.whole}责任督学"
        if scope is not SummaryScope.PERSON and self._n("responsible"):
            who = f"{who}{say('responsible')}人"
        there = f"入校督导{say('visits')}校次"
        if scope is not SummaryScope.PERSON:
            there += f"、{say('inspector_visits')}人次"
        yield (
            f"{self._found.name}，{who}{there}，实督导学校（园）{say('visited_schools')}所，"
            f"{self._share()}。"
        )
        if types := self._listed(_TYPES):
            yield f"按督导类型分：{'，'.join(types)}。"
        counted = self._listed(
            (("lessons", "听课{}节次"), ("issues_found", "发现问题{}个"), ("closed", "销号{}个"),
             ("complaints_received", "受理投诉{}件"))
        )  # fmt: skip
        if counted:
            yield f"{'，'.join(counted)}。"
        yield from self._compared()
        yield from self._counted_units()

    def _counted_units(self) -> Iterator[str]:
        """Say above districts whose months these are, as of when, and which lack."""
        told, say = self._evidence.units, self._say
        if told is not None:
            yield (
                f"以上数字由下级督导室报来的月统计得出：{told.word}已报{say('units_reported')}"
                f"（{say('units_named')}），截至{say('units_as_of')}；"
                f"没有报来的：{say('units_missing')}。"
            )

    @property
    def _own(self) -> str:
        """Who it is of whom registers tell, where others are counted besides."""
        return "" if self._evidence.units is None else "本级"

    def _share(self) -> str:
        if "share_all" in self._figures:
            return f"督导面{self._say('share_all')}"
        return f"责任校覆盖{self._say('coverage')}"

    def _compared(self) -> Iterator[str]:
        told = [
            f"{words}{self._say(figure_id)}"
            for figure_id, words in (
                ("visits_change", "入校校次"), ("lessons_change", "听课节次"),
                ("issues_found_change", "发现问题"),
            )
            if figure_id in self._figures
        ]  # fmt: skip
        if told:
            yield f"与上期（{self._found.before_name}）相比，{'，'.join(told)}。"

    def _practices(self) -> Iterator[str]:
        lines = [*self._in_schools(), *self._together()]
        yield from (f"{place}.{line}" for place, line in enumerate(lines, start=1))
        yield "【请补充：怎样组织、有哪些做法】"

    def _in_schools(self) -> Iterator[str]:
        if methods := self._listed(_METHODS):
            yield f"入校督导。{'，'.join(methods)}。"
        if self._n("lessons"):
            target = ""
            if "lesson_target" in self._figures:
                person = self._evidence.scope is SummaryScope.PERSON
                target = "学年任务完成" if person else "按教学周达到进度的督学"
                target = f"，{target}{self._say('lesson_target')}"
            yield f"随机听课。听课{self._say('lessons')}节次{target}。"
        if self._n("campaigns"):
            named = "、".join(name_of(e.values) for e in self._evidence.of(CAMPAIGN.id))
            yield f"专项督导。{self._own}开展专项督导{self._say('campaigns')}次：{named}。"
        if self._n("complaints_received"):
            yield (
                f"投诉核实。受理投诉{self._say('complaints_received')}件，"
                f"办结{self._say('complaints_closed')}件。"
            )

    def _together(self) -> Iterator[str]:
        meetings = self._listed(
            (("meetings_work", "工作例会{}次"), ("meetings_exchange", "工作交流会{}次"))
        )
        if meetings:
            yield f"例会和交流。{self._own}召开{'，'.join(meetings)}。"
        if self._n("trainings"):
            yield (
                f"督学培训。{self._own}参加培训{self._say('trainings')}次、"
                f"{self._say('training_hours')}人·学时。"
            )
        if self._n("weekly_reports"):
            yield f"周汇报。{self._own}周汇报定稿{self._say('weekly_reports')}份。"

    def _results(self) -> Iterator[str]:
        told = list(self._borne_out())
        yield from (f"{place}.{line}" for place, line in enumerate(told, start=1))
        more = "成效的具体事例" if told else "成效；记录里还没有能说明成效的数字"
        yield f"【请补充：{more}】"

    def _borne_out(self) -> Iterator[str]:
        say = self._say
        if self._whole("share_all" if "share_all" in self._figures else "coverage"):
            yield f"应督导的学校（园）全部入校，{self._share()}。"
        if self._n("found_closed"):
            spot = ""
            if self._n("found_on_the_spot"):
                spot = f"，其中当场整改{say('fixed_on_the_spot')}个"
            yield f"本期发现的问题已销号{say('found_closed')}{spot}。"
        if self._whole("on_time"):
            yield f"到期的问题全部按期整改，按期整改率{say('on_time')}。"
        if self._whole("complaints_closed_on_time"):
            yield f"办结的投诉全部按期办结，共{say('complaints_closed')}件。"
        if self._n("suggestions_adopted"):
            yield f"{self._own}提出的意见建议被采纳或部分采纳{say('suggestions_adopted')}。"
        if self._n("cases_adopted"):
            yield f"{self._own}典型案例被采用{say('cases_adopted')}篇。"

    def _problems(self) -> Iterator[str]:
        if not self._n("issues_found"):
            yield "本期已定稿的督导记录里没有发现问题。"
            return
        yield f"共发现问题{self._say('issues_found')}个{self._most_frequent()}。"
        if self._n("hazards"):
            yield (
                f"其中安全隐患{self._say('hazards')}个，"
                f"期末还没有销号的安全隐患{self._say('hazards_open')}个。"
            )
        yield "【请补充：主要问题的具体表现】"

    def _most_frequent(self) -> str:
        top = [
            f"“{self._say(f'topic{place}_name')}”{self._say(f'topic{place}')}个"
            for place in range(1, _TOPICS_NAMED + 1)
            if f"topic{place}" in self._figures
        ]
        return f"，按类别排在前面的是{'、'.join(top)}" if top else ""

    def _rectification(self) -> Iterator[str]:
        say = self._say
        voided = f"，撤销{say('voided')}个" if self._n("voided") else ""
        yield (
            f"期初未销号{say('open_at_start')}个，本期发现{say('issues_found')}个，"
            f"销号{say('closed')}个{voided}，期末未销号{say('open_at_end')}个。"
        )
        if self._n("notice_documents"):
            yield f"下达整改通知书{say('notice_documents')}份，涉及问题{say('notices')}个。"
        if self._figures["on_time"].of:
            late = f"，其中经批准延期{say('extended')}个" if self._n("extended") else ""
            yield (
                f"本期到期的问题，学校按期报送{say('answered_on_time')}，"
                f"按期整改{say('on_time')}{late}。"
            )
        if self._n("overdue_at_end"):
            yield (
                f"期末逾期未销号{say('overdue_at_end')}个，"
                f"其中学校已报、待核查{say('overdue_awaiting_check')}个。"
            )
        if self._n("follow_up_visits"):
            yield f"整改回访{say('follow_up_visits')}校次。"

    def _cases(self) -> Iterator[str]:
        cases = self._evidence.of(CASE.id)
        if not cases:
            yield f"{self._own}本期没有已定稿的典型案例。"
            return
        yield f"{self._own}形成典型案例{self._say('cases')}篇："
        yield from (f"{n}.《{case.values['title']}》。" for n, case in enumerate(cases, start=1))

    def _shortcomings(self) -> Iterator[str]:
        lines = list(self._falling_short())
        yield from (f"{place}.{line}" for place, line in enumerate(lines, start=1))
        yield "【请补充：不足的原因】" if lines else "【请补充：存在的不足】"

    def _falling_short(self) -> Iterator[str]:
        say = self._say
        if self._n("not_visited"):
            yield f"还有{say('not_visited')}所学校（园）本期没有入校督导。"
        if self._n("overdue_at_end"):
            yield f"还有{say('overdue_at_end')}个问题逾期没有销号。"
        lessons = self._figures.get("lesson_target")
        if lessons is not None and lessons.of and lessons.n < lessons.of:
            who = (
                "听课任务完成" if self._evidence.scope is SummaryScope.PERSON else "听课达到进度的"
            )
            yield f"{who}{say('lesson_target')}，没有全部达到。"
        weekly = self._figures.get("weekly_due")
        if weekly is not None and weekly.of and weekly.n < weekly.of:
            yield f"{self._own}周汇报应交的交了{say('weekly_due')}。"
        haves = self._figures.get("five_haves")
        if haves is not None and not self._whole("five_haves"):
            yield f"五有达到{say('five_haves')}，没有齐全。"

    def _next_steps(self) -> Iterator[str]:
        if self._n("open_at_end"):
            yield f"继续跟踪期末未销号的{self._say('open_at_end')}个问题，逐项核查销号。"
        if self._n("not_visited"):
            yield f"补上本期没有入校的{self._say('not_visited')}所学校（园）。"
        yield "【请补充：下一步的工作】"

    def _advice(self) -> Iterator[str]:
        made = self._evidence.of(SUGGESTION.id)
        if made:
            yield (
                f"{self._own}本期提出意见建议{self._say('suggestions')}条，"
                f"已答复{self._say('suggestions_answered')}："
            )
            yield from (f"{n}.{_suggested(each)}" for n, each in enumerate(made, start=1))
        if "topic1" in self._figures:
            yield f"针对问题最多的“{self._say('topic1_name')}”，建议【请补充】。"
        elif not made:
            yield "【请补充：向政府和教育局的意见建议】"


def _suggested(entry: Entry) -> str:
    values = entry.values
    whom = ADDRESSEE_LABEL[values["made_to"]] if values["made_to"] else ""
    answer = ANSWER_LABEL[values["answer"] or Answer.PENDING]
    text = first_line(values["content"], most=_SHORT).rstrip("。；;.")
    return f"{f'向{whom}：' if whom else ''}{text}（{answer}）。"
