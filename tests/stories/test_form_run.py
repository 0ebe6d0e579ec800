"""An author tries a form by lines of JSON before it is published."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.forms_made import visit_form
from tests.stories.conftest import Command

Tried = Callable[..., tuple[int | None, list[dict[str, Any]], str]]

SHIPPED: Final = Path(__file__).resolve().parents[2] / "forms"
ROSTER: Final = "name,label,zone,stage\ns1,第1小学,z1,p\ns2,第1中学,z2,j\n"


@pytest.fixture
def tried(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tried:
    (form := tmp_path / "visit.xml").write_text(visit_form(), "utf-8")
    (roster := tmp_path / "schools.csv").write_text(ROSTER, "utf-8")

    def act(*lines: Any) -> tuple[int | None, list[dict[str, Any]], str]:
        given = [one if isinstance(one, str) else json.dumps(one) for one in lines]
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(given) + "\n"))
        code, out, err = command("form", "run", form, "--roster", roster)
        return code, [json.loads(line) for line in out.splitlines()], err

    return act


def test_each_dump_tells_value_and_state_of_every_question(tried: Tried) -> None:
    code, dumps, err = tried(
        {"dump": True},
        {"set": "/data/zone", "value": "z1"},
        {"set": "/data/school", "value": "s1"},
        {"set": "/data/pupils", "value": 20},
        {"set": "/data/teachers", "value": 30},
        {"dump": True},
    )
    assert (code, err, len(dumps)) == (0, "", 2)
    before, after = dumps
    assert before["/data/school"] == {
        "value": "", "relevant": True, "required": False, "readonly": False, "valid": True,
    }  # fmt: skip
    assert after["/data/school"]["required"]
    assert after["/data/stage"]["value"] == "p"
    assert not after["/data/teachers"]["valid"]
    assert after["/data/share"]["relevant"]


def test_repeats_are_added_and_removed_by_their_paths(tried: Tried) -> None:
    code, dumps, _ = tried(
        {"add": "/data/finding"},
        {"add": "/data/finding"},
        {"set": "/data/finding[1]/words", "value": "甲"},
        {"dump": True},
        {"remove": "/data/finding[1]"},
        {"dump": True},
    )
    assert code == 0
    before, after = (sum(path.endswith("/words") for path in dump) for dump in dumps)
    assert before == after + 1
    assert dumps[0]["/data/finding[1]/words"]["value"] == "甲"
    assert dumps[1]["/data/finding[1]/words"]["value"] == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "不是 JSON"),
        ("[1]", "JSON 对象"),
        ({"write": "/data/a"}, "没有写要做什么"),
        ({"set": "/data/pupils"}, "要有 value"),
        ({"set": "/data/pupils", "value": True}, "value 要写文字"),
        ({"set": 7, "value": "1"}, "路径"),
        ({"set": "/data/nowhere", "value": "1"}, "没有“/data/nowhere”"),
        ({"set": "/data/finding[9]/words", "value": "1"}, "没有“/data/finding[9]/words”"),
        ({"set": "/data/stage", "value": "p"}, "不能填"),
        ({"add": "/data/zone"}, "/data/zone"),
        ({"remove": "/data/finding[9]"}, "没有“/data/finding[9]”"),
        ({"add": "/data/lesson"}, "/data/lesson"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(tried: Tried, line: Any, told: str) -> None:
    code, dumps, err = tried({"set": "/data/rooms", "value": "1"}, line, "", {"dump": True})
    assert code == 1
    assert "第 2 行：" in err
    assert told in err
    assert "有 1 行没有照做" in err
    assert dumps[0]["/data/rooms"]["value"] == "1"


def test_a_file_that_is_no_form_is_refused_with_what_is_wrong(
    command: Command, tmp_path: Path
) -> None:
    (path := tmp_path / "bad.xml").write_text("<a/>", "utf-8")
    code, out, err = command("form", "run", path)
    assert (code, out) == (1, "")
    assert "“bad.xml”不能作为表单打开" in err


def test_a_form_whose_list_is_not_given_says_which_one(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (form := tmp_path / "visit.xml").write_text(visit_form(), "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO('{"dump": true}\n'))
    code, _, err = command("form", "run", form)
    assert code == 1
    assert "名单“schools”" in err


def test_sheets_and_the_package_made_of_them_are_tried_alike(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets, package = SHIPPED / "shuangjian", tmp_path / "表.form"
    assert command("form", "publish", sheets, "--out", package)[0] == 0
    lists = []
    for name in ("zones", "schools"):
        (path := tmp_path / f"{name}.csv").write_text(ROSTER, "utf-8")
        lists += ["--roster", path]
    told = []
    for form in (sheets, package):
        monkeypatch.setattr("sys.stdin", io.StringIO('{"dump": true}\n'))
        code, out, err = command("form", "run", form, *lists)
        assert (code, err) == (0, "")
        told.append({path: state["relevant"] for path, state in json.loads(out).items()})
    assert told[0] == told[1]
    assert any(path.endswith("/school") for path in told[0])


def test_sheets_with_a_mistake_are_refused_with_its_cell(command: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED / "shuangjian", tmp_path / "forms")
    survey = (folder / "survey.csv").read_text("utf-8")
    (folder / "survey.csv").write_text(survey.replace("coalesce(", "coalesse("), "utf-8")
    code, out, err = command("form", "run", folder)
    assert (code, out) == (1, "")
    assert "还不能试填" in err
    assert "coalesse" in err
