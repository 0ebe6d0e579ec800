"""A child process that is asked again and again, and one that does not answer."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.base.child import ChildGoneError, Companion

SCRIPT = """
import os, time
from inspector_app.base.child import serve

def answer(question):
    if question == b"die":
        os._exit(3)
    if question == b"hang":
        time.sleep(600)
    if question == b"grow":
        return bytes(2_000_000_000)
    return question[::-1]

serve(answer, memory_bytes=1_000_000_000)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.py"
    path.write_text(SCRIPT, "utf-8")
    return path


@pytest.fixture
def companion(script: Path) -> Iterator[Companion]:
    with closing(Companion([sys.executable, script])) as made:
        yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.binary(max_size=300_000))
def test_each_question_has_its_answer(companion: Companion, question: bytes) -> None:
    assert companion.ask(question, seconds=60) == question[::-1]


@pytest.mark.parametrize(("question", "seconds"), [(b"die", 60.0), (b"hang", 0.3)])
def test_a_child_that_ends_or_takes_too_long_is_gone_for_good(
    companion: Companion, question: bytes, seconds: float
) -> None:
    assert companion.ask(b"abc", seconds=60) == b"cba"

    for asked in (question, b"abc"):
        with pytest.raises(ChildGoneError):
            companion.ask(asked, seconds=seconds)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit")
def test_a_child_that_takes_more_memory_than_it_may_is_gone(companion: Companion) -> None:
    with pytest.raises(ChildGoneError):
        companion.ask(b"grow", seconds=60)


def test_a_closed_child_answers_nothing(script: Path) -> None:
    companion = Companion([sys.executable, script])
    companion.close()

    with pytest.raises((ChildGoneError, ValueError)):
        companion.ask(b"abc", seconds=60)
