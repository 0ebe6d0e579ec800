"""A filled form as a file for others: the Word form of the province, Excel, an instance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.ui.dialogs import ask

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.form_record import FormRecord
    from inspector_app.services.form_word import WrittenWord
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_WORD = "Word (*.docx)"
_MOST_TOLD = 10


class FormWayOut:
    """Asks where a filled form goes, and writes it behind what was just typed."""

    def __init__(self, page: Page, desk: Desk, record: FormRecord, number: str) -> None:
        self._page, self._desk, self._record, self._number = page, desk, record, number

    def take(self, way: int) -> None:
        """Go one of the ways: into a Word form, as Excel, as an instance."""
        (self._word, self._excel, self._instance)[way]()

    @property
    def _name(self) -> str:
        return f"{self._record.title} {self._number}"

    def _word(self) -> None:
        uid, service = self._record.uid, self._desk.form_word

        def known(kept: bool) -> None:  # noqa: FBT001 - what was read
            template = None
            if not kept:
                title = "填进哪个 Word 表（发布时没有带着原表）"
                template = ask.open_file(self._page, title, _WORD)
            if kept or template is not None:
                self._write_word(template)

        # Behind what was just typed, on the one thread that saves.
        self._page.write(lambda: service.has_word(uid), known)

    def _write_word(self, template: Path | None) -> None:
        uid, service = self._record.uid, self._desk.form_word
        target = ask.save_file(self._page, "填好的 Word 表存到哪里", f"{self._name}.docx", _WORD)
        if target is not None:
            self._page.write(lambda: service.write(uid, target, template=template), self._tell_word)

    def _tell_word(self, made: WrittenWord) -> None:
        if not made.unplaced:
            self._page.tell_written(made.written)
            return
        told = "\n".join(
            f"· {each.label}（{each.text}）：{each.why}" for each in made.unplaced[:_MOST_TOLD]
        )
        more = len(made.unplaced) - _MOST_TOLD
        rest = f"\n……另有 {more} 处" if more > 0 else ""
        said = made.written.sentence or f"已存为 {made.written.path}。"
        self._page.tell_file(f"{said}没有地方填的：\n{told}{rest}", made.written.path)

    def _excel(self) -> None:
        uid, service = self._record.uid, self._desk.form_export
        self._save(f"{self._name}.xlsx", "Excel (*.xlsx)", lambda path: service.xlsx(uid, path))

    def _instance(self) -> None:
        uid, service = self._record.uid, self._desk.form_export
        self._save(f"{self._name}.xml", "XForm (*.xml)", lambda path: service.xml(uid, path))

    def _save(self, name: str, kinds: str, work: Callable[[Path], WrittenFile]) -> None:
        target = ask.save_file(self._page, "存到哪里", name, kinds)
        if target is not None:
            self._page.write(lambda: work(target), self._page.tell_written)
