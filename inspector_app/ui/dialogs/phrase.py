"""Asking for a phrase: its words, where it belongs, and of which matter."""

from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.phrase import MOST_LETTERS, Phrase, cleaned, fault_of
from inspector_app.domain.phrase_options import PhrasePlace
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.rows import FormRow

_ABOUT = "要填的地方写成 ____，插入以后光标先到那里。常用语只是文字，不替谁作结论。"


_WIDTH: Final = 720


class PhraseWords(NamedTuple):
    """What was told of a phrase."""

    text: str
    place: PhrasePlace
    category: str


class _PhraseQuestion(Question):
    """A text and two groups of choices."""

    def __init__(self, parent: QWidget, known: Phrase | None) -> None:
        title = "存一条常用语" if known is None else "改常用语"
        yes = "存为常用语" if known is None else "改好了"
        super().__init__(parent, title, _ABOUT, yes=yes, width=_WIDTH)
        self.hint = self.words("", kind="soft")
        self.text = LongText("常用语", lines=3, limit=MOST_LETTERS)
        self.place = ChoiceChips("用在哪里", list(PHRASE_PLACE_LABEL.items()))
        self.category = ChoiceChips("问题类别", list(TOPIC_SHORT_LABEL.items()))
        self.text.show_value("" if known is None else known.text)
        self.place.show_value(PhrasePlace.ANY if known is None else known.place)
        self.category.show_value("" if known is None else known.category)
        for name, field, hint in (
            ("常用语", self.text, ""),
            ("用在哪里", self.place, "在这里写的时候排在前面；在别处打字也找得到"),
            ("问题类别", self.category, "可以不选"),
        ):
            self.body.addWidget(FormRow(name, field, hint=hint))
        self.body.addWidget(self.hint)
        self.finish()
        self.text.textChanged.connect(self._check)
        self._check()
        self.text.setFocus()

    def _check(self) -> None:
        fault = fault_of(cleaned(self.text.toPlainText()))
        self.hint.setText(f"{fault}。" if fault else "")
        self.yes.setEnabled(not fault)

    def told(self) -> PhraseWords:
        """Return what was told."""
        place, category = self.place.value(), self.category.value()
        return PhraseWords(
            cleaned(self.text.toPlainText()),
            place if isinstance(place, PhrasePlace) else PhrasePlace.ANY,
            category if isinstance(category, str) else "",
        )


def ask_phrase(parent: QWidget, known: Phrase | None = None) -> PhraseWords | None:
    """Ask for a new phrase, or for one that is known to be written otherwise."""
    question = _PhraseQuestion(parent, known)
    return question.told() if run(question) else None
