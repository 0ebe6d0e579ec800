"""照片篓: pictures by day and half day, waiting for their school, record or issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from inspector_app.base.changes import Changes
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit import VisitStatus
from inspector_app.ui.finders import school_finder
from inspector_app.ui.page import Kit, Page, clear, header
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.photo_groups import PhotoGroup
    from inspector_app.ui.desk import Desk


class BasketPage(Page):
    """Drop everything here first; hand it out by the group or one by one."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.panel = PhotoPanel(kit, desk.photos, name="照片篓")
        self.panel.belong_to(PhotoOwner.BASKET, "")
        self._count = label("", kind="soft")
        self.box.addLayout(header("照片篓", self._count))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.panel)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)
        self.groups: list[GroupBox] = []

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.photos

    @override
    def refresh(self) -> None:
        self.read(self._desk.photos.basket, self._show)

    def _show(self, groups: Sequence[PhotoGroup]) -> None:
        clear(self._column)
        self._count.setText(f"{sum(len(g.photos) for g in groups)} 张没有归到记录")
        self.groups = [GroupBox(self.kit, self._desk, group) for group in groups]
        for box in self.groups:
            self._column.addWidget(box)
        self._column.addStretch()
        if not groups:
            self.notice.tell(
                "把手机里的照片一次拖进来：会按日期和上午、下午分好组，再归到学校、记录或问题。"
            )
        else:
            self.notice.hide()


class GroupBox(QWidget):
    """The pictures of one half day, with a place to send them to."""

    def __init__(self, kit: Kit, desk: Desk, group: PhotoGroup) -> None:
        super().__init__()
        self._kit, self._desk = kit, desk
        self._uids = tuple(photo.uid for photo in group.photos)
        self.panel = PhotoPanel(kit, desk.photos, name=group.label)
        self.panel.belong_to(PhotoOwner.BASKET, "")
        self.visit = Picker(
            f"{group.label}：归到记录", self._drafts, hint="归到草稿：输入学校或编号"
        )
        self.school = Picker(
            f"{group.label}：归到学校", school_finder(kit.jobs, desk.schools), hint="归到学校"
        )
        new = button("为这些照片新建记录")
        top = QHBoxLayout()
        top.addWidget(label(f"{group.label}　{len(self._uids)} 张", kind="head"))
        top.addStretch()
        for widget in (self.visit, self.school, new):
            top.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.addLayout(top)
        box.addWidget(self.panel)
        self.panel.show_photos(group.photos)
        self.panel.strip.choose.hide()
        self.panel.strip.paste.hide()
        self.panel.strip.hint.hide()
        self._day = group.day
        self.visit.picked.connect(lambda uid: self._assign(PhotoOwner.VISIT, uid))
        self.school.picked.connect(lambda code: self._assign(PhotoOwner.SCHOOL, code))
        new.clicked.connect(self._on_new)

    def _drafts(
        self, owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]
    ) -> None:
        def show(found: tuple[VisitSummary, ...]) -> None:
            fitting = [v for v in found if text in f"{v.school_name}{v.number}{v.visited_on}"]
            answer(
                [
                    Choice(v.uid, v.school_name or "（未选学校）", f"{v.visited_on} {v.number}")
                    for v in fitting
                ]
            )

        self._kit.jobs.read(
            owner,
            lambda: self._desk.visits.list(statuses=frozenset({VisitStatus.DRAFT})),
            on_done=show,
        )

    def _assign(self, owner: PhotoOwner, owner_uid: str) -> None:
        self._kit.jobs.write(
            self,
            lambda: self._desk.photos.assign(self._uids, owner, owner_uid),
            on_done=lambda _changes: self._kit.events.said.emit(
                f"已归好 {len(self._uids)} 张照片。"
            ),
            on_error=lambda error: self._kit.events.not_saved.emit(error.sentence),
        )

    def _on_new(self) -> None:
        day, uids, desk = self._day, self._uids, self._desk

        def work() -> object:
            made = desk.visit_edit.new(visited_on=day)
            return made.changes | desk.photos.assign(uids, PhotoOwner.VISIT, made.uid)

        self._kit.jobs.write(
            self,
            work,
            on_done=lambda _changes: self._kit.events.said.emit(
                "已新建草稿，照片在里面；今日里可以找到它。"
            ),
            on_error=lambda error: self._kit.events.not_saved.emit(error.sentence),
        )
