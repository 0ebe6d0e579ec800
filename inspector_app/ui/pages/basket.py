"""照片篓: pictures by day and half day, waiting for their school, record or issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.ui.finders import school_finder
from inspector_app.ui.page import Kit, Page, clear, header
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

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
            f"{group.label}：归到记录",
            self._drafts,
            hint="归到记录、问题、听课、表单：输入学校",
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
        self.visit.picked.connect(self._on_home)
        self.school.picked.connect(lambda code: self._assign(PhotoOwner.SCHOOL, code))
        new.clicked.connect(self._on_new)

    def _drafts(
        self, owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]
    ) -> None:
        self._kit.jobs.read(owner, lambda: self.homes(text), on_done=answer)

    def homes(self, text: str) -> list[Choice]:
        """Return the drafts that fit a text, each with its issues and lessons below it."""
        drafts = self._desk.visits.list(statuses=frozenset({VisitStatus.DRAFT}))
        found: list[Choice] = []
        for draft in drafts:
            name = draft.school_name or "（未选学校）"
            if text not in f"{name}{draft.number}{draft.visited_on}":
                continue
            found.append(Choice(f"visit {draft.uid}", name, f"{draft.visited_on} {draft.number}"))
            visit = self._desk.visits.get(draft.uid)
            found += [
                Choice(f"issue {i.uid}", f"{name} 问题{n}", i.description[:20])
                for n, i in enumerate(visit.issues, 1)
            ]
            found += [
                Choice(f"form {p.record_uid} {p.path}", f"{name} {p.form}", p.question[:30])
                for p in self._desk.form_photos.places(visit)
            ]
            found += [
                Choice(f"lesson {x.uid}", f"{name} 听课{n}", f"{x.class_name} {x.subject}")
                for n, x in enumerate(visit.lessons, 1)
            ]
        return found

    def _on_home(self, value: str) -> None:
        owner, uid, *path = value.split()
        if path:
            self._hang(lambda: self._desk.form_photos.take(uid, path[0], self._uids))
        else:
            self._assign(PhotoOwner(owner), uid)

    def _assign(self, owner: PhotoOwner, owner_uid: str) -> None:
        self._hang(lambda: self._desk.photos.assign(self._uids, owner, owner_uid))

    def _hang(self, work: Callable[[], object]) -> None:
        self._kit.jobs.write(
            self,
            work,
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
