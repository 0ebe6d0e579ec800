"""Files given to a command that are no JSON, or none that can be kept: one sentence, no row."""

import json
from pathlib import Path

import pytest

from tests.stories.conftest import RECORD, Command

TEXTS = {
    "another encoding": json.dumps(RECORD, ensure_ascii=False).encode("utf-16"),
    "bytes of a picture": b"\x89PNG\r\n\x1a\n\xff\xfe\0\0",
    "half a pair of surrogates": b'{"narrative": "\\ud800"}',
    "half a pair as a name": b'{"\\udfff": 1}',
    "nested brackets": b"[" * 100_000 + b"]" * 100_000,
    "a million digits": b'{"date": ' + b"1" * 1_000_000 + b"}",
    "a text cut short": b'{"narrative": "',
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_file_that_is_no_json_that_can_be_kept_makes_no_record(
    command: Command, number: str, tmp_path: Path, case: str
) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(TEXTS[case])
    before = command("visits", "--json")[1]

    code, _, said = command("visit", "new", "--from", path)

    assert code == 1
    assert said.startswith("“r.json”不是 JSON 文件")
    assert command("visits", "--json")[1] == before


def test_a_file_larger_than_any_record_is_not_read(
    command: Command, number: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.json"
    with path.open("wb") as stream:
        stream.truncate(3 * 2**30)

    for arguments in (("visit", "new"), ("lesson", "draw", number)):
        code, _, said = command(*arguments, "--from", path)
        assert code == 1
        assert said.startswith("“r.json”超过 8 MB")
