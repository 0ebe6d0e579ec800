"""Our own Word file of any record, read back, says the same of its core fields."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.labels.visits import FEEDBACK_WAY_LABEL, SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.record_recognition import recognised
from inspector_app.domain.visit_options import FeedbackWay, Session, VisitType
from inspector_app.papers.reading import read_word
from inspector_app.reports.visit_report import visit_report
from inspector_app.reports.word import render_docx
from tests.examples import examples
from tests.unit.builders import make_issue, make_merit, make_visit

LINE = st.text(
    st.sampled_from("校长食堂督导过程存在问题亮点建议日期一二三、（）1234567890.，。：；米节"),
    min_size=1, max_size=24,
)  # fmt: skip
TEXT = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
RECORD = st.fixed_dictionaries(
    {
        "narrative": TEXT,
        "advice": TEXT,
        "session": st.sampled_from(Session),
        "type": st.sampled_from(VisitType),
        "feedback_ways": st.sets(st.sampled_from(FeedbackWay), min_size=1).map(
            lambda ways: tuple(way for way in FeedbackWay if way in ways)
        ),
    }
)


@given(RECORD, st.lists(TEXT, max_size=3), st.lists(st.tuples(TEXT, TEXT), max_size=3))
@examples(8)
def test_any_record_reads_back_as_it_was_written(
    values: dict[str, Any], merits: list[str], issues: list[tuple[str, str]]
) -> None:
    visit = make_visit(
        **values,
        merits=tuple(make_merit(uid=f"m{n}", text=text) for n, text in enumerate(merits)),
        issues=tuple(
            make_issue(
                uid=f"i{n}", number=f"210304-2026-DX001-0001-{n + 1:02d}",
                description=description, requirement=requirement,
            )
            for n, (description, requirement) in enumerate(issues)
        ),
    )  # fmt: skip
    data = render_docx([visit_report(visit, inspector_names={})])
    found = recognised(read_word(data, name="记录.docx"))
    assert (found.values["narrative"], found.values["advice"]) == (
        visit.narrative, visit.advice,
    )  # fmt: skip
    assert found.number == visit.number
    # A form without a field for it has it behind the date; ours has a field.
    assert found.values["session"] == SESSION_LABEL[values["session"]]
    assert found.ticks["type"] == [VISIT_TYPE_LABEL[values["type"]]]
    assert found.ticks["feedback_way"] == [FEEDBACK_WAY_LABEL[w] for w in values["feedback_ways"]]
    assert found.merits == merits
    assert [(i["description"], i["requirement"]) for i in found.issues] == issues
    assert found.rest == []
