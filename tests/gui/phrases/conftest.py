"""A laptop with two phrases of its own."""

from typing import Any

import pytest

from inspector_app.domain.phrase_options import PhrasePlace
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, note, phrase
from inspector_app.ui.widgets.fields import LongText
from tests.gui.answers import Answer, answering
from tests.gui.phrases.offered import PILED, SHORT, written


@pytest.fixture
def desk(window: Window) -> Any:
    """The services of a laptop with two phrases of its own."""
    found: Any = window.desk
    found.phrases.add(PILED, place=PhrasePlace.ISSUE, category="T6")
    found.phrases.add(SHORT, place=PhrasePlace.ANY)
    return found


@pytest.fixture
def narrative(window: Window, desk: Any, draft: str) -> LongText:
    """The narrative of a draft, with the cursor at its end."""
    desk.visit_edit.set_field(draft, "narrative", "巡视校园。")
    return written(window, draft, "narrative")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Lets functions act in place of the person, one for each question."""
    return answering(monkeypatch, ask, note, phrase)
