"""下发 of published checklists: items, scales and version as the office published them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.checklist import Checklist, checklist_json, checklist_of
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in

CHECKLISTS: Final = "checklists"
_MOST_TEXT: Final = 2**20


class ChecklistsKind:
    """Sends the newest version of each checklist that is chosen."""

    kind = CHECKLISTS
    title = "专项检查表"
    about = "本区发布的检查表，写编号或名称；不写就是全部。随程序的不用发"
    replaces = False
    each_person = False
    chooses = True

    def __init__(self, versions: ChecklistVersions) -> None:
        self._versions = versions

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return checklists by id or title (errors as of a ``PackKind``)."""
        del to
        own = [each.checklist for each in self._versions.offered() if each.own]
        found = [self._versions.current(name) for name in wanted] if wanted else own
        if not found:
            raise NothingToSendError("检查表", "请先发布本区的检查表")
        return {
            "checklists": [
                {"digest": each.digest, "content": stable_text(checklist_json(each))}
                for each in found
            ]
        }

    def subjects(self, rows: Mapping[str, Any]) -> Iterator[str]:
        """Yield the ids of the checklists: the one that was published last is used."""
        for made in _told(rows):
            yield made.id

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which checklists would be published here."""
        return tuple(self._line(each) for each in _told(rows))

    def _line(self, made: Checklist) -> PackLine:
        title = f"检查表 {made.title}（{made.id} {made.version}），{len(made.items)} 项"
        try:
            already = self._versions.is_here(made)
        except RefusedError as error:
            return PackLine(Mark.REFUSED, f"{title}：{error.sentence}")
        if already:
            return PackLine(Mark.SAME, title)
        known = self._versions.named(made.id)
        if known is None:
            return PackLine(Mark.NEW, title)
        return PackLine(Mark.CHANGED, f"{title}，本机现有版本 {known.version}；填过的照旧")

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Publish every checklist that may be; the others are left out."""
        taken = False
        for made in _told(rows):
            if self._line(made).mark in {Mark.NEW, Mark.CHANGED}:
                self._versions.publish_made(made)
                taken = True
        return Changes(visits=taken)


def _told(rows: Mapping[str, Any]) -> Iterator[Checklist]:
    for row in rows_in(rows, "checklists"):
        made = checklist_of(json.loads(text_in(row, "content", most=_MOST_TEXT)))
        if made.digest != text_in(row, "digest"):
            msg = "a checklist is not the one that it is said to be"
            raise ValueError(msg)
        yield made
