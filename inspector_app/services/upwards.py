"""An office as a member of the office above it, from a folder of its own inside its folder.

Towards the city a district is what a laptop is towards the district: it asks to be enrolled, holds
the city's roster, numbers its bundles in one chain, and reads receipts. The keys with which it
does so are none of those that its own laptops know.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_json import LISTS
from inspector_app.domain.school import Inspector, InspectorKind
from inspector_app.services.addressee import addressee
from inspector_app.services.bundle_making import Act, BundleMaker
from inspector_app.services.bundle_parts import Part
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.outbox import Called, kept_in_outbox, publish
from inspector_app.services.upwards_content import Upwards

_CALLED: Final = Called(what="向上级的上报包", act="上报")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUpwards:
    """What was put out for the office above.

    Attributes:
        repeated: whether the same had left before: then these are the same files.
    """

    files: tuple[Path, ...]
    seq: int
    office: str
    repeated: bool
    changes: Changes


class UpwardsService:
    """The side of an office that faces upwards."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def call(self, name: str, *, of: str) -> Changes:
        """Let this office be called so towards the office above, which is ``of``.

        Raises:
            RefusedError: it is a member of another office already.
            InputError: it is called nothing.
        """
        who = self._context.identity
        if who.district != of:
            raise RefusedError(
                f"本室的上级已写明是 {who.district}，没有改成 {of}；换上级请先把旧的 "
                f"{self._context.folder.root.name} 文件夹移走。"
            )
        if not name:
            raise InputError("没有写本室的名称，没有改动；请写 --name 示范区督导室 这样的名称。")
        with self._context.database.transaction():
            member = Inspector(id=who.inspector_id, name=name, kind=InspectorKind.FULL_TIME)
            self._context.stores.people.put(member, origin=who.device)
        return Changes(settings=True)

    def name(self) -> str:
        """Return what this office is called towards the one above."""
        who = self._context.identity.inspector_id
        return self._context.names().get(who, who)

    def office(self) -> str:
        """Return the code of the office above."""
        return self._context.identity.district

    def send(self, found: Upwards, *, folder: Path) -> SentUpwards:
        """Put what leaves into ``folder``: signed, encrypted for the office above, one a district.

        Raises:
            NotFoundError: the folder does not exist.
            RefusedError: the office above is not known yet; nothing was written.
            EnvironmentProblem: the folder does not take it; it stays in the outbox.
        """
        from inspector_app.exchange.statement import DISTRICT, SCHEMA, BundleType

        if not folder.is_dir():
            raise NotFoundError(f"文件夹“{folder}”不存在，没有上报；请先建好或换一个文件夹。")
        office = addressee(self._context)
        if office is None:
            raise RefusedError(
                "还没有加入上级督导室，没有写出文件；请先用 upwards request 申请登记，"
                "再用 upwards pin 核对上级的名册。",
                code="no-office",
            )
        device_key(self._context)
        kind = f"district:{stable_digest([each.content for each in found.districts])}"
        before = self._made_before(kind, to=office.roster.office.id)
        if before:
            return self._again(before, folder, office.name)
        parts = [
            Part(
                type=BundleType.DISTRICT,
                content={"schema": SCHEMA, **each.content},
                counts={name: len(each.content[name]) for name in LISTS},
                attachments=(), sent=(), extra={DISTRICT: each.code},
            )
            for each in found.districts
        ]  # fmt: skip
        who = self._context.identity.inspector_id
        act = Act(
            kind=kind, inspector_id=who, period=str(found.month), supersedes=(), office=office
        )
        maker = BundleMaker(self._context)
        made = maker.build(act, parts)
        with self._context.database.transaction():
            maker.note(act, made)
            digest = made[0].built.verified.digest
            self._context.note("bundle", digest, {"note": "向上级上报", "month": str(found.month)})
        files = [each.built.path for each in made]
        digests = [each.built.verified.digest for each in made]
        return SentUpwards(
            files=self._put(files, digests, folder), seq=made[0].built.verified.statement.seq,
            office=office.name, repeated=False, changes=Changes(bundles=True),
        )  # fmt: skip

    def _made_before(self, kind: str, *, to: str) -> list[Mapping[str, Any]]:
        rows = [row for row in self._context.stores.bundles.all() if row["kind"] == kind]
        known = [row for row in rows if json.loads(row["statement"])["to"] == to]
        return sorted(known, key=lambda row: int(row["seq"]))

    def _again(self, rows: Sequence[Mapping[str, Any]], folder: Path, office: str) -> SentUpwards:
        files = [
            kept_in_outbox(
                self._context, row["sealed_name"], already="这个月已经向上级上报过",
                remedy="更正记录后再上报",
            )
            for row in rows
        ]  # fmt: skip
        placed = self._put(files, [row["digest"] for row in rows], folder)
        return SentUpwards(
            files=placed, seq=int(rows[0]["seq"]), office=office, repeated=True,
            changes=Changes(bundles=True),
        )  # fmt: skip

    def _put(self, files: Sequence[Path], digests: Sequence[str], folder: Path) -> tuple[Path, ...]:
        placed = []
        for digest, file in zip(digests, files, strict=True):
            placed.append(publish(file, folder, name=file.name, called=_CALLED))
            with self._context.database.transaction():
                self._context.stores.bundles.set_exported(digest, folder=str(folder))
        return tuple(placed)
