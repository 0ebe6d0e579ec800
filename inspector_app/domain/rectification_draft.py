"""The draft of a 整改情况报告: what was found, what was asked, what is put right and what is not.

The sentences and their manners are those of a 督导工作总结; it tells of the issues alone.
"""

from collections.abc import Iterator
from typing import Final

from inspector_app.base.override import override
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.summary_draft import SummaryDraft, Writer
from inspector_app.domain.summary_facts import Evidence, SummaryFacts

_OTHER: Final = "其他类别"


def rectification_draft(found: SummaryFacts, evidence: Evidence) -> dict[str, str]:
    """Return the text of every section."""
    return _RectificationDraft(found, evidence).sections()


class _RectificationDraft(SummaryDraft):
    """Writes one draft."""

    @override
    def _writers(self) -> dict[str, Writer]:
        return {
            "overview": self._totals,
            "practices": self._asked,
            "results": self._put_right,
            "problems": self._spread,
            "rectification": self._rectification,
            "cases": lambda: (),
            "shortcomings": self._left,
            "next_steps": self._following,
            "advice": lambda: ("【请补充：需要政府和部门支持解决的事项】",),
        }

    def _totals(self) -> Iterator[str]:
        say = self._say
        voided = f"，撤销{say('voided')}个" if self._n("voided") else ""
        yield (
            f"{self._found.name}，期初未销号问题{say('open_at_start')}个，"
            f"新发现{say('issues_found')}个，销号{say('closed')}个{voided}，"
            f"期末未销号{say('open_at_end')}个。"
        )
        if self._n("issues_found"):
            yield f"本期发现的问题已销号{say('found_closed')}。"
        if self._figures["on_time"].of:
            yield f"本期到期的问题，按期整改{say('on_time')}。"
        yield from self._issues_compared()
        yield from self._counted_units()

    def _issues_compared(self) -> Iterator[str]:
        told = [
            f"{words}{self._say(name)}"
            for name, words in (("issues_found_change", "发现问题"), ("closed_change", "销号"))
            if name in self._figures
        ]
        if told:
            yield f"与上期（{self._found.before_name}）相比，{'，'.join(told)}。"

    def _asked(self) -> Iterator[str]:
        lines = list(self._acts())
        yield from (f"{place}.{line}" for place, line in enumerate(lines, start=1))
        yield "【请补充：怎样部署、怎样督办】"

    def _acts(self) -> Iterator[str]:
        say = self._say
        if self._n("notice_documents"):
            yield (
                f"发出通知。下达整改通知书{say('notice_documents')}份，涉及问题{say('notices')}个。"
            )
        if self._n("follow_up_visits"):
            yield f"实地核查。整改回访{say('follow_up_visits')}校次。"
        if self._n("extended"):
            yield f"批准延期。本期到期的问题中经批准延期{say('extended')}个。"
        if self._n("complaints_closed"):
            yield f"回应投诉。办结投诉{say('complaints_closed')}件。"

    def _put_right(self) -> Iterator[str]:
        say, told = self._say, []
        if self._n("found_on_the_spot"):
            told.append(f"当场整改{say('found_on_the_spot')}。")
        if self._whole("found_closed"):
            told.append(f"本期发现的问题全部销号，{say('found_closed')}。")
        if self._whole("on_time"):
            told.append(f"到期的问题全部按期整改，{say('on_time')}。")
        yield from told
        more = "整改带来的具体变化" if told else "成效；记录里还没有能说明成效的数字"
        yield f"【请补充：{more}】"

    def _spread(self) -> Iterator[str]:
        if not self._n("issues_found"):
            yield "本期已定稿的督导记录里没有发现问题。"
            return
        listed = [
            f"{self._topic_name(each.id)}{self._say(each.id)}个"
            for each in self._found.figures
            if each.id.startswith("topic.")
        ]
        yield f"发现的{self._say('issues_found')}个问题，按类别是：{'，'.join(listed)}。"
        if self._n("hazards"):
            yield (
                f"其中安全隐患{self._say('hazards')}个，"
                f"期末还没有销号的安全隐患{self._say('hazards_open')}个。"
            )

    def _topic_name(self, figure_id: str) -> str:
        return f"“{TOPIC_LABEL.get(figure_id.removeprefix('topic.'), _OTHER)}”"

    def _left(self) -> Iterator[str]:
        if not self._n("open_at_end"):
            yield "期末没有未销号的问题。"
            return
        yield f"期末未销号的问题还有{self._say('open_at_end')}个。"
        if self._n("overdue_at_end"):
            yield (
                f"其中逾期{self._say('overdue_at_end')}个，"
                f"学校已报、待核查的{self._say('overdue_awaiting_check')}个。"
            )
        yield "【请补充：没有整改到位的原因】"

    def _following(self) -> Iterator[str]:
        if self._n("open_at_end"):
            yield f"对期末未销号的{self._say('open_at_end')}个问题逐项明确责任和时限，核查后销号。"
        yield "【请补充：下一步的措施】"
