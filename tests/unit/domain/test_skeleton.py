"""Last year's summary as the skeleton of this one: which numbers are linked, and which are not."""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.figured_text import as_written, tokens
from inspector_app.domain.rectification_draft import rectification_draft
from inspector_app.domain.skeleton import NewWords, OldText, renewed, taken_apart
from inspector_app.domain.skeleton_rules import rule_figures
from inspector_app.domain.summary_draft import draft
from inspector_app.domain.summary_figures import summary_facts
from inspector_app.domain.summary_labels import SUMMARY_FIGURE_LABEL
from tests.examples import examples
from tests.unit.domain.test_summary_draft import rich
from tests.unit.domain.test_summary_figures import evidence

NOW: Final = {
    "visits": "128", "inspector_visits": "302", "visited_schools": "45", "lessons": "86",
    "issues_found": "64", "hazards": "6", "hazards_open": "2", "closed": "50",
    "found_closed_percent": "78.1%", "on_time_percent": "73.1%", "notice_documents": "12",
    "campaigns": "3", "responsible": "25", "share_all_percent": "100.0%", "open_at_end": "14",
    "complaints_received": "0", "on_time": "—", "type.campaign": "20", "topic.T7": "9",
}  # fmt: skip


def line(text: str, *, year: int = 2026) -> str:
    old = OldText("2025年督导工作总结", (text,), "")
    return renewed(old, NewWords(year, f"{year}年", NOW)).lines[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("入校督导5600余校次、1.1万人次。",
         "入校督导{visits=128}校次、{inspector_visits=302}人次。"),
        ("走访学校40所。", "走访学校{visited_schools=45}所。"),
        ("推门听课153节。", "推门听课{lessons=86}节。"),
        ("发现问题842个，其中安全隐患12个。",
         "发现问题{issues_found=64}个，其中安全隐患{hazards=6}个。"),
        ("还没有销号的安全隐患7个。", "还没有销号的安全隐患{hazards_open=2}个。"),
        ("发现各类问题八十二个。", "发现各类问题{issues_found=64}个。"),
        ("销号810个，销号率达96.2%。", "销号{closed=50}个，销号率达{found_closed_percent=78.1%}。"),
        ("下发120份整改通知书。", "下发{notice_documents=12}份整改通知书。"),
        ("开展29次专项督导。", "开展{campaigns=3}次专项督导。"),
        ("受理群众投诉十七件。", "受理群众投诉{complaints_received=0}件。"),
        ("共发现问题9个，“食堂、食品、饮水及宿舍卫生”4个。",
         "共发现问题{issues_found=64}个，“食堂、食品、饮水及宿舍卫生”{topic.T7=9}个。"),
    ],
)  # fmt: skip
def test_a_number_becomes_the_figure_that_its_words_name(old: str, new: str) -> None:
    assert line(old) == new


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("食堂专项中，入校60校次。", "60"),
        ("第一责任区发现问题12个。", "12"),
        ("其中小学听课20节。", "20"),
        ("比去年多发现问题9个。", "9"),
        ("3月份入校督导33校次。", "33"),
        ("还有18个问题没有销号。", "18"),
        ("计划听课300节。", "300"),
        ("按期整改率为91/100（91%）。", "91/100（91%）"),
        ("组织志愿活动三场。", "三"),
        ("制作展板42块。", "42"),
    ],
)
def test_a_number_of_less_than_the_whole_or_of_no_figure_is_left_to_people(
    old: str, said: str
) -> None:
    assert f"【请补充：旧稿写“{said}”】" in line(old)
    assert not list(tokens(line(old)))


def test_titles_of_rules_ordinals_norms_and_turns_of_phrase_stay() -> None:
    for text in (
        "印发《责任督学工作规程（12条）》。", "依据国教督〔2012〕2号文件。", "每月不少于2次入校。",
        "推进“5+2”服务。", "第3次例会强调。", "一次次走进校园。", "落实三项制度。",
    ):  # fmt: skip
        assert line(text) == text


def test_the_year_of_the_paper_becomes_the_year_of_now_and_other_times_are_asked_for() -> None:
    assert line("2025年，我室改进工作。") == "2026年，我室改进工作。"
    assert line("2019年以来坚持不懈。") == "2019年以来坚持不懈。"
    assert line("2026年继续努力。") == "【请补充：旧稿写“2026年”】继续努力。"
    assert line("2025年3月5日召开部署会。") == "【请补充：旧稿写“2025年3月5日”】召开部署会。"
    old = OldText("2024-2025学年第一学期总结", ("（一）2025年工作",), "")
    new = renewed(old, NewWords(2026, "2026-2027学年第一学期", NOW))
    assert new.title == "2026-2027学年第一学期总结"


def test_what_praises_is_kept_and_asked_about() -> None:
    kept = line("我区荣获先进单位称号。")
    assert kept.startswith("我区荣获先进单位称号。【请补充：")
    assert line("每周召开碰头会。") == "每周召开碰头会。"


def test_title_signature_and_attachments_are_no_running_text() -> None:
    found = taken_apart(
        ["2025年督导工作总结", "一、概况", "做了工作。", "附件：主要数字", "示范区督导室",
         "2025年12月28日", "附件1", "入校督导9校次。"]
    )  # fmt: skip
    assert found == OldText("2025年督导工作总结", ("一、概况", "做了工作。"), "示范区督导室")
    assert taken_apart(["做了工作。"]) == OldText("", ("做了工作。",), "")


def test_rules_know_no_figure_that_a_summary_lacks() -> None:
    known = {*SUMMARY_FIGURE_LABEL, *(f"{name}_percent" for name in SUMMARY_FIGURE_LABEL)}
    assert set(rule_figures()) <= known


_WORDS = st.sampled_from(
    ["入校督导", "发现问题", "听课", "其中", "小学", "销号", "，", "。", "个", "校次", "节", "3月",
     "12", "85%", "一、", "2025年", "率", "、", "专项督导", "没有", "（", "）", "余", "荣获"]
)  # fmt: skip


@examples()
@given(st.lists(_WORDS, max_size=14).map("".join))
def test_no_number_of_the_old_text_stays_as_if_it_were_one_of_now(text: str) -> None:
    new = line(f"我室{text}")
    left = re.sub(r"【请补充[^】]*】|\{[^{}]*\}", "＿", new)
    assert not re.search(r"\d", left.replace("2026年", "")), new


def test_a_draft_of_ours_as_the_skeleton_of_the_same_year_says_no_other_number() -> None:
    found = evidence(**rich())
    facts = summary_facts(found)
    values = facts.values()
    for write in (draft, rectification_draft):
        old = tuple(
            as_written(text) for said in write(facts, found).values() for text in said.splitlines()
        )
        new = renewed(OldText("", old, ""), NewWords(2022, facts.name, values))
        linked = [each.id for text in new.lines for each in tokens(text)]
        assert {"issues_found", "closed", "open_at_end"} <= set(linked)
        for before, now in zip(old, new.lines, strict=True):
            assert as_written(_completed(now)) == before


def _completed(text: str) -> str:
    """Put back what the old text said wherever the new one asks."""
    return re.sub(r"【请补充：旧稿写“([^”]*)”】|【请补充：这是旧稿[^】]*】", r"\1", text)
