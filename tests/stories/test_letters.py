"""``letter``: kinds, and printing one, on the command line."""

import json
from pathlib import Path

import pytest

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from tests.stories.conftest import Command
from tests.stories.test_documents import pages_of, text_of

NOTICE = "rectification_notice"
REFERENCE = "示教督〔2026〕3号"


def test_the_kinds_of_letters_are_listed_with_what_they_are_made_of(command: Command) -> None:
    kinds = json.loads(command("letter", "kinds", "--json")[1])
    named = {kind["code"]: kind["name"] for kind in kinds}
    assert named[NOTICE] == "整改通知书"
    assert named == {kind.value: name for kind, name in LETTER_KIND_LABEL.items()}
    assert "整改通知书" in command("letter", "kinds")[1]


def test_a_notice_has_three_copies_with_number_and_days(
    command: Command, number: str, tmp_path: Path
) -> None:
    made = tmp_path / "通知书.pdf"
    said = ("--out", made, "--ref", REFERENCE, "--days", "7")
    code, out, _ = command("letter", "print", "整改通知书", f"{number}-01", *said)
    assert (code, out.strip()) == (0, str(made))
    text = text_of(made)
    assert [text.count(copy) for copy in ("存根联", "学校联", "督导室联")] == [1, 1, 1]
    assert text.count(REFERENCE) == 3
    assert text.count("送达之日起7日内") == 3
    assert pages_of(made) % 3 == 0
    assert "下达整改通知" not in [
        event["kind"]
        for event in json.loads(command("issue", "show", f"{number}-01", "--json")[1])["events"]
    ]


def test_a_number_is_printed_again_as_it_was_and_for_nothing_else(
    command: Command, number: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    words = ("letter", "print", NOTICE, f"{number}-01", "--ref", REFERENCE)
    assert command(*words, "--out", first)[0] == 0
    extension = ("--until", "2026-12-20", "--person", "督导室主任", "--note", "施工")
    assert command("issue", "extend", f"{number}-01", *extension)[0] == 0
    assert command(*words, "--out", second)[0] == 0
    assert second.read_bytes() == first.read_bytes()
    code, _, err = command(*words, "--days", "5", "--out", tmp_path / "三.pdf")
    assert (code, (tmp_path / "三.pdf").exists()) == (1, False)
    assert "已经印出过" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("没有的文书", "NO", "--out", "F"), "没有“没有的文书”这种文书"),
        ((NOTICE, "NO", "--days", "31", "--out", "F"), "0 到 30"),
        ((NOTICE, "210304-2026-DX001-9999", "--out", "F"), "210304-2026-DX001-9999"),
        ((NOTICE, "NO"), "--out"),
        (("reply_form", "没有的学校", "--out", "F"), "没有编号或名称为“没有的学校”的"),
        (("check_sheet", "NO", "--ref", REFERENCE, "--out", "F"), "不编文号"),
        ((NOTICE, "NO", "--ref", "长" * 41, "--out", "F"), "太长"),
        (("consultation_letter", "NO", "--out", "F"), "还没有记“协商科室”"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence_and_no_file(
    command: Command, number: str, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    made = tmp_path / "F.pdf"
    values = {"NO": number, "F": made}
    code, _, err = command("letter", "print", *(values.get(word, word) for word in words))
    assert (code, made.exists()) == (1, False)
    assert sentence in err


def test_a_reply_form_goes_to_the_school_as_word_and_pdf(
    command: Command, number: str, tmp_path: Path
) -> None:
    pdf, word = tmp_path / "回复.pdf", tmp_path / "回复.docx"
    code, out, _ = command("letter", "print", "整改回复表", "示范区第3小学", "--out", pdf,
                           "--docx", word)  # fmt: skip
    assert (code, out.split()) == (0, [str(pdf), str(word)])
    assert "消防通道堆放课桌。" in text_of(pdf)
    assert word.read_bytes().startswith(b"PK")
