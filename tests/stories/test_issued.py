"""``document list``, ``reprint`` and ``check`` on the command line."""

import json
from pathlib import Path

from tests.stories.conftest import Command


def test_an_issued_record_is_listed_printed_again_to_the_byte_and_checked(
    command: Command, number: str, tmp_path: Path
) -> None:
    assert json.loads(command("document", "list", "--json")[1]) == []
    first, again = tmp_path / "一.pdf", tmp_path / "二.pdf"
    assert command("visit", "pdf", number, "--out", first)[0] == 0
    (line,) = json.loads(command("document", "list", "--json")[1])
    assert (line["family"], line["number"], line["revision"]) == ("督导记录表", number, 1)
    assert line["check_code"] in command("document", "list", "--kind", "督导记录表")[1]
    code, out, _ = command("document", "reprint", number, "--out", again)
    assert (code, out.strip()) == (0, str(again))
    assert again.read_bytes() == first.read_bytes()

    code, out, _ = command("document", "check", first)
    assert code == 0
    assert "【真】" in out
    assert number in out
    checked = json.loads(command("document", "check", line["check_code"], "--json")[1])
    assert (checked["verdict"], checked["pages"][0]["document"]) == ("genuine", line["uid"])


def test_what_is_in_no_archive_is_refused_with_a_sentence(
    command: Command, number: str, tmp_path: Path
) -> None:
    made = tmp_path / "F.pdf"
    code, _, err = command("document", "reprint", number, "--out", made)
    assert (code, made.exists()) == (1, False)
    assert f"文书档案里没有“{number}”" in err
    code, _, err = command("document", "check", "没有的文件.png")
    assert code == 1
    assert "作为文件也读不出" in err
    code, out, _ = command("document", "check", "DD1:" + "0" * 200)
    assert code == 1
    assert "不是本机出具" in out


def test_letters_bear_codes_only_where_that_is_switched_on(command: Command) -> None:
    assert "公文上不印" in command("document", "codes")[1]
    assert "公文上也印" in command("document", "codes", "--letters", "on")[1]
    assert "公文上也印" in command("document", "codes")[1]


def test_a_notice_goes_to_the_school_as_a_file_and_the_log_says_so(
    command: Command, number: str, tmp_path: Path
) -> None:
    stick = tmp_path / "优盘"
    stick.mkdir()
    said = ("document", "school", "整改通知书", f"{number}-01", "--to", stick)
    code, out, _ = command(*said)
    assert code == 0
    (written,) = stick.iterdir()
    assert str(written) in out
    (noted,) = json.loads(command("document", "sent", "--json")[1])
    assert (noted["way"], noted["place"]) == ("file", str(written))
    code, _, err = command("document", "school", "check_sheet", f"{number}-01", "--to", stick)
    assert code == 1
    assert "只有现场反馈意见书和整改通知书" in err
    assert len(list(stick.iterdir())) == 1


def test_only_what_may_go_to_a_school_is_offered_for_it(
    command: Command, number: str, tmp_path: Path
) -> None:
    code, _, err = command("document", "school", "没有的文书", number, "--to", tmp_path)
    assert code == 1
    offered = err.partition("只能是：")[2]
    assert "整改通知书" in offered
    assert offered.count("、") == 1
