"""A report for the group chat: short whatever it says, in whole sentences, with true numbers."""

import re

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.weekly import COUNTS, TEXTS, WEEKLY
from inspector_app.domain.weekly_text import MOST_CHARACTERS, chat_text, sentences

_TEXT = st.text(st.sampled_from("校园安全一二三 ab1。；！\n"), max_size=260)
_NUMBER = st.none() | st.integers(0, 9_999)
_VALUES = st.fixed_dictionaries(
    {
        "monday": st.sampled_from([None, "2026-11-16", "2026-12-28"]),
        **dict.fromkeys(COUNTS, _NUMBER),
        **dict.fromkeys(TEXTS, _TEXT),
    }
)


@given(values=_VALUES, name=st.text(max_size=60))
def test_a_text_never_has_more_characters_than_the_limit(
    values: dict[str, object], name: str
) -> None:
    assert len(chat_text(values, name)) <= MOST_CHARACTERS


@given(values=_VALUES)
def test_the_head_says_every_number_that_the_report_has_and_no_other(
    values: dict[str, object],
) -> None:
    head = chat_text(values, "督学").split("\n")[0]
    told = [values[name] for name in COUNTS if values[name] is not None]
    said = re.findall(r"(?:入校|听课|问题|销号)(\d+)", head)
    assert [int(number) for number in said] == told


@given(values=_VALUES)
def test_each_part_is_told_in_its_first_whole_sentences(values: dict[str, object]) -> None:
    text = chat_text(values, "督学01")
    heads = {"visits": "入校", "lessons": "听课", "issues": "问题", "merits": "亮点",
             "other": "其他", "matters": "需协调", "plan": "下周"}  # fmt: skip
    body = text.split("\n")[1:]
    whole = True
    for field in TEXTS:
        all_of_it = list(sentences(str(values[field])))
        line = next((each for each in body if each.startswith(f"{heads[field]}：")), None)
        told = "" if line is None else line.removeprefix(f"{heads[field]}：")
        begins = ["".join(all_of_it[:count]) for count in range(len(all_of_it) + 1)]
        assert told in begins
        whole = whole and told == begins[-1]
    assert text.endswith("详见周汇报。") == (not whole)


def test_a_long_part_leaves_room_to_the_others() -> None:
    values = WEEKLY.filled({
        "monday": "2026-11-16", **dict.fromkeys(COUNTS, 3),
        "visits": "示范区第3小学、示范区第4小学。\n" * 40, "plan": "11月24日上午 示范区第5小学。",
        "matters": "食堂改造要多部门协调。",
    })  # fmt: skip
    text = chat_text(values, "督学01")
    assert text.startswith(
        "【周汇报】督学01　11月16日至11月22日：入校3校次，听课3节，发现问题3个，销号3个。"
    )
    assert "下周：11月24日上午 示范区第5小学。" in text
    assert "需协调：食堂改造要多部门协调。" in text
