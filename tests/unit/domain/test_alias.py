"""代称: stable within a record, everywhere in it, and never a name."""

from dataclasses import replace

import pytest

from inspector_app.domain.alias import aliases_of, is_alias, masked_by, outgoing, outgoing_photos
from inspector_app.domain.interview import Audience, Interview
from inspector_app.domain.lesson_draw import DrawClass, LessonDraw
from inspector_app.domain.names import offices_of, without_surnames
from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit import Merit, Visit
from inspector_app.domain.visit_hints import pupil_hints
from inspector_app.domain.visit_json import visit_json
from tests.unit.builders import make_issue, make_lesson, make_photo, make_visit

DRAW = LessonDraw(
    uid="d", seed="7", classes=(DrawClass("三年级1班", "语文", "赵云"),), picked=(1,),
    drawn_at="2026-11-22T01:00:00Z",
)  # fmt: skip


def record(**values: object) -> Visit:
    given = {
        "narrative": "听了李明和王芳两位老师的课，与陈晨谈话。",
        "advice": "请李明老师再听一节。",
        "merits": (Merit(uid="m", text="王芳老师的板书好。"),),
        "lessons": (
            make_lesson(teacher="李明", process="李明先提问。", advice="李明老师放慢些。"),
            make_lesson(teacher="王芳老师", strengths="王芳讲得清楚。"),
            make_lesson(teacher="李明", process="仍是李明。"),
        ),
        "interviews": (
            Interview(uid="a", audience=Audience.TEACHER, people=1, name="陈晨", confidential=False,
                      points="工资按时发。"),
            Interview(uid="b", audience=Audience.PARENT, people=2, name="家长刘某",
                      details="五年级",
                      outline="作业", points="不外传的话", problems="不外传的问题"),
        ),
        "draws": (DRAW,),
    }  # fmt: skip
    return make_visit(**{**given, **values})


def test_teachers_are_numbered_in_the_order_in_which_the_record_names_them() -> None:
    assert aliases_of(record()) == {
        "李明": "教师甲", "王芳": "教师乙", "陈晨": "教师丙", "赵云": "教师丁",
    }  # fmt: skip


def test_a_record_that_leaves_holds_no_name_of_a_teacher_anywhere_but_in_findings() -> None:
    left = str(visit_json(outgoing(record())))
    for name in ("李明", "王芳", "陈晨", "赵云"):
        assert name not in left
    visit = outgoing(record())
    assert visit.narrative == "听了教师甲和教师乙两位老师的课，与教师丙谈话。"
    assert visit.advice == "请教师甲再听一节。"
    assert [lesson.teacher for lesson in visit.lessons] == ["教师甲", "教师乙", "教师甲"]


def test_an_issue_leaves_in_the_words_in_which_the_school_was_told_of_it() -> None:
    issue = make_issue(description="李明老师没有教案。")
    assert outgoing(record(issues=(issue,))).issues == (issue,)


def test_of_a_confidential_talk_only_what_counts_leaves() -> None:
    confidential = outgoing(record()).interviews[1]
    assert confidential == Interview(uid="b", audience=Audience.PARENT, people=2)
    assert outgoing(record()).methods_counted == record().methods_counted


def test_names_of_others_than_teachers_leave_no_talk_at_all() -> None:
    talk = Interview(uid="p", audience=Audience.PARENT, name="家长刘某", confidential=False)
    assert outgoing(record(interviews=(talk,))).interviews[0].name == ""


def test_what_is_told_of_people_leaves_for_teachers_masked_and_for_others_not_at_all() -> None:
    talks = tuple(
        Interview(uid=who, audience=who, name="李明", details="李明，语言", confidential=False)
        for who in (Audience.TEACHER, Audience.PARENT, Audience.PUPIL)
    )
    left = outgoing(record(interviews=talks)).interviews
    assert [talk.details for talk in left] == ["教师甲，语言", "", ""]


def test_who_received_the_visit_leaves_as_an_office_and_the_rest_without_names() -> None:
    left = outgoing(
        record(
            host="校长王建国、李副校长",
            feedback_to="王建国",
            others="区市场监管人员两名，李明",
            narrative="王校长介绍情况，语文老师李明上课，向校长反馈。",
            lessons=(make_lesson(teacher="李明", class_name="李明老师班"),),
            draws=(replace(DRAW, classes=(DrawClass("赵云班", "语文", "赵云"),)),),
        )
    )
    assert (left.host, left.feedback_to) == ("校长、副校长", "校方人员")
    assert left.others == "区市场监管人员两名，教师甲"
    assert left.narrative == "某校长介绍情况，语文老师教师甲上课，向校长反馈。"
    assert left.lessons[0].class_name == "教师甲班"
    assert left.draws[0].classes[0].class_name == "教师丙班"


def test_the_head_whom_a_talk_names_has_one_alias_in_every_text() -> None:
    talk = Interview(uid="h", audience=Audience.HEAD, name="王校长", confidential=False)
    visit = record(narrative="王校长陪同，王副校长记录。", interviews=(talk,), lessons=(), draws=())
    left = outgoing(visit)
    assert left.interviews[0].name == "教师甲"
    assert left.narrative == "教师甲陪同，教师甲记录。"


def test_captions_of_pictures_leave_without_names() -> None:
    photo = replace(make_photo(), caption="李明老师在上课，王校长听课")
    (left,) = outgoing_photos(record(), (photo,))
    assert left.caption == "教师甲在上课，某校长听课"


@pytest.mark.parametrize(
    "text",
    ["向校长反馈", "语文老师和历史老师", "值周老师", "任课老师", "课程主任", "对方老师",
     "心理健康老师", "现任校长", "德育副校长", "会议于校长室召开", "常务副校长"],
)  # fmt: skip
def test_words_that_end_as_a_family_name_does_stay(text: str) -> None:
    assert without_surnames(text) == text
    assert offices_of(text) == text


def test_a_topic_leaves_without_the_name_of_its_teacher() -> None:
    lessons = (make_lesson(teacher="李明", topic="李明的公开课"),)
    assert outgoing(record(lessons=lessons)).lessons[0].topic == "教师甲的公开课"


def test_a_questionnaire_leaves_without_names_and_with_its_tallies() -> None:
    sheets = Questionnaire(
        uid="q",
        theme="对李明老师的评价",
        questions="单选 李明老师讲得清楚吗 | 喜欢李明 12\n填空 建议 | 李明老师脾气大\n李明",
    )
    (left,) = outgoing(record(questionnaires=(sheets,))).questionnaires
    assert left.theme == "对教师甲的评价"
    assert left.questions == (
        "单选 教师甲讲得清楚吗 | 喜欢教师甲 12\n填空 建议 | 教师甲脾气大\n教师甲"
    )


def test_a_surname_alone_is_masked_before_a_title_and_nowhere_else() -> None:
    lessons = (make_lesson(teacher="张老师", process="张老师提问，张教师板书；张贴了作品，张三。"),)
    (left,) = outgoing(record(lessons=lessons)).lessons
    assert left.teacher == "教师甲"
    assert left.process == "教师甲提问，教师甲板书；张贴了作品，张三。"


def test_an_alias_that_was_typed_stays_and_is_given_to_nobody_else() -> None:
    lessons = (make_lesson(teacher="教师甲"), make_lesson(teacher="李明"))
    visit = record(lessons=lessons, interviews=(), draws=())
    assert aliases_of(visit) == {"李明": "教师乙"}
    assert outgoing(visit).lessons[0].teacher == "教师甲"


def test_the_eleventh_teacher_has_an_alias_too() -> None:
    lessons = tuple(make_lesson(teacher=f"李{name}") for name in "一二三四五六七八九十百千")
    found = aliases_of(record(lessons=lessons, interviews=(), draws=()))
    assert list(found.values())[9:] == ["教师癸", "教师11", "教师12"]


def test_a_name_within_a_longer_name_is_not_torn_out_of_it() -> None:
    mask = masked_by({"李明": "教师甲", "李明月": "教师乙"})
    assert mask("李明月和李明") == "教师乙和教师甲"


def test_a_record_without_names_leaves_as_it_is() -> None:
    visit = replace(make_visit(), lessons=(make_lesson(teacher="教师07"),))
    assert outgoing(visit) == visit


@pytest.mark.parametrize("text", ["教师甲", "教师07", "语文教师A", "某老师", "老师3"])
def test_these_are_aliases(text: str) -> None:
    assert is_alias(text)


@pytest.mark.parametrize("text", ["李明", "王老师", "李明教师A", ""])
def test_these_are_none(text: str) -> None:
    assert not is_alias(text)


def test_what_looks_like_a_name_of_a_pupil_in_a_text_is_hinted_at() -> None:
    found = pupil_hints(make_visit(narrative="学生王小明说作业多，李雷同学点头，学生安全第一。"))
    assert "王小明" in found[0].what
    assert "李雷" in found[0].what
    assert "安全" not in found[0].what
    assert pupil_hints(make_visit(narrative="学生甲说作业多，学生常规良好。")) == ()
