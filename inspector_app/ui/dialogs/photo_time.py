"""When a picture was taken, where its file does not know or says it wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from PySide6.QtWidgets import QWidget

from inspector_app.domain.labels.photos import TIME_SOURCE_LABEL
from inspector_app.domain.photo import Photo, TimeSource
from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.lenient import read_time
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.rows import FormRow

_WHY: Final = "改过的时间标明“手填”，打印和上报时也这样标；收下的原图不动。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTime:
    """The wall time that was typed; ``None`` to take the one of the file again."""

    moment: datetime | None


class _TimeQuestion(CheckedQuestion):
    """A day, a time of day, and the way back to what the file tells."""

    def __init__(self, parent: QWidget, photo: Photo, *, now: datetime) -> None:
        super().__init__(parent, "照片的时间", _WHY, yes="改时间")
        self._now, self.back = now, False
        self.day = DateField("日期", now.date)
        self.at = TimeField("钟点")
        self.file = button("用回文件里的时间", kind="link")
        self.hint.setText(_told(photo))
        self.body.addWidget(FormRow("日期", self.day))
        self.body.addWidget(FormRow("钟点", self.at))
        self.body.addWidget(self.hint)
        self.body.addWidget(self.file)
        self.file.setVisible(photo.time_source is TimeSource.TYPED)
        self.finish()
        if photo.taken_at:
            moment = datetime.fromisoformat(photo.taken_at)
            self.day.show_value(moment.date())
            self.at.show_value(f"{moment:%H:%M}")
        self.day.edited.connect(self._check)
        self.at.edited.connect(self._check)
        self.at.textChanged.connect(self._check)
        for field in (self.day, self.at):
            field.refused.connect(self._refuse)
        self.file.clicked.connect(self._on_file)
        self.yes.setDefault(True)
        self.yes.setEnabled(False)
        self.day.setFocus()

    def moment(self) -> datetime | None:
        """Return the wall time that is filled in."""
        day, at = self.day.value(), self.at.text()
        return None if not isinstance(day, date) else _joined(day, at)

    def _check(self, _changed: object = None) -> None:
        moment = self.moment()
        if moment is None:
            self.say("写明哪一天、几点几分。", kind="soft")
        elif moment > self._now:
            self._refuse("还没有到这个时候，请核对。")
        else:
            self.say(f"{moment:%Y-%m-%d %H:%M}（{TIME_SOURCE_LABEL[TimeSource.TYPED]}）", kind="")
            self.yes.setEnabled(True)

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, kind="bad")

    def _on_file(self) -> None:
        self.back = True
        self.accept()


def _joined(day: date, typed: str) -> datetime | None:
    spelled = read_time(typed)
    return None if spelled is None else datetime.combine(day, time.fromisoformat(spelled))


def _told(photo: Photo) -> str:
    if not photo.taken_at:
        return "这张照片的文件里没有时间。"
    shown = photo.taken_at.replace("T", " ")
    return f"现在是 {shown}，来自{TIME_SOURCE_LABEL[photo.time_source]}。"


def ask_time(parent: QWidget, photo: Photo, *, now: datetime) -> PhotoTime | None:
    """Ask when a picture was taken.

    Args:
        parent: what asks.
        photo: the picture; the form begins with its time.
        now: the wall time in China; a later one is no time of a picture.

    Returns:
        the time as it is to be set, ``None`` when given up.
    """
    question = _TimeQuestion(parent, photo, now=now)
    if not run(question):
        return None
    return PhotoTime(moment=None if question.back else question.moment())
