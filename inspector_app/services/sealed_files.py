"""转督导室: one entry with its sealed part as one file that the office alone opens."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import (
    EnvironmentProblem,
    InputError,
    RefusedError,
    disk_reason,
)
from inspector_app.base.files import open_file
from inspector_app.base.written import WrittenFile, check_place, write_document
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.entry_json import entry_json
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.services.context import Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.register_journal import changes_of
from inspector_app.services.registers import RegisterService
from inspector_app.services.sealed_parts import SealedParts
from inspector_app.services.trust_keys import sealing_key
from inspector_app.storage.sealed_parts import SealedFile, SealingKeyRecord

if TYPE_CHECKING:
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.exchange.sealed_file import Opened, SealingPublicKey

_FORMAT: Final = 1
_KEY_TYPE: Final = "sealing-key"
_MOST_KEY_BYTES: Final = 4096


class OfficeKey(NamedTuple):
    """The office's key as people compare it: six groups of five digits."""

    id: str
    digits: str


class TakenOver(NamedTuple):
    """An entry that came in.

    Attributes:
        sender: 督学编号 of who sent it.
        chain: id of the key that signed it.
        known: whether it was here already with the same content.
    """

    uid: str
    number: str
    sender: str
    chain: str
    known: bool
    changes: Changes


class SealedFileService:
    """Seals entries for the office, and opens them there."""

    def __init__(
        self,
        context: Context,
        *,
        registers: RegisterService,
        edit: RegisterEditService,
        sealed: SealedParts,
    ) -> None:
        self._context = context
        self._registers = registers
        self._edit = edit
        self._sealed = sealed
        self._store = context.stores.sealed

    # -- the office's key ------------------------------------------------------------------------

    def write_office_key(self, path: Path) -> OfficeKey:
        """Write the public half of the office's key, made when it is first asked for.

        Raises:
            RefusedError: this is no data folder of an office.
        """
        from inspector_app.exchange.sealed_file import SealingPublicKey

        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(
                "督导室密钥只在督导室的电脑上生成，没有写出文件；"
                "这里请用 --from 登记督导室给的文件。"
            )
        check_place(path)
        public = SealingPublicKey(sealing_key(self._context).public)
        content = {
            "format": _FORMAT,
            "type": _KEY_TYPE,
            "district": self._context.identity.district,
            "key": public.raw.hex(),
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        write_document(path, text.encode())
        return OfficeKey(public.id, public.digits)

    def trust_office_key(self, path: Path, *, check: str) -> OfficeKey:
        """Keep the office's public key, once its last two groups were compared by telephone.

        Raises:
            InputError: the file is no such key, or of another district.
            RefusedError: the digits are not its own.
        """
        public = self._read_key(path)
        last = public.digits.split()[-2:]
        if "".join(check.split()) != "".join(last):
            raise RefusedError(
                "核对号与文件不符，没有登记；请打电话向督导室要核对号的最后两组数字，"
                "照着写，如 --check “12345 67890”。"
            )
        with self._context.database.transaction():
            record = SealingKeyRecord(public.id, public.raw, None)
            self._store.add_key(record, at=self._context.now_text())
            self._context.note("sealing_key", public.id, {"note": "登记督导室接收密钥"})
        return OfficeKey(public.id, public.digits)

    def _read_key(self, path: Path) -> "SealingPublicKey":
        from inspector_app.exchange.sealed_file import SealingPublicKey

        try:
            data = json.loads(_read(path, most=_MOST_KEY_BYTES))
            known = (data["format"], data["type"]) == (_FORMAT, _KEY_TYPE)
            public, district = SealingPublicKey(bytes.fromhex(data["key"])), data["district"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError(
                f"“{path.name}”不是督导室密钥文件，没有登记；请向督导室要。"
            ) from error
        if not known or district != self._context.identity.district:
            raise InputError(f"“{path.name}”不是本区督导室的密钥文件，没有登记；请向督导室要。")
        return public

    # -- out -------------------------------------------------------------------------------------

    def hand_over(self, uid: str, path: Path) -> WrittenFile:
        """Write one filed entry with its sealed part as a file for the office; note it.

        Raises:
            RefusedError: the entry is not filed, or no key of the office is known here.
            EnvironmentProblem: the file could not be written; nothing was noted.
        """
        check_place(path)
        key = device_key(self._context)
        written: WrittenFile | None = None
        try:
            with self._context.database.transaction():
                data = self._sealed_entry(uid, path.name, key)
                # The last act inside: what is not written is not noted.
                written = write_document(path, data)
        except BaseException:
            # And what could not be noted must not lie there.
            if written is not None:
                written.path.unlink(missing_ok=True)
            raise
        return written

    def _sealed_entry(self, uid: str, name: str, key: "DeviceKey") -> bytes:
        """Return the content of the file, having noted it."""
        from inspector_app.exchange.sealed_file import SealingPublicKey, seal

        entry, target = self._filed(uid), self._store.newest_key()
        if target is None:
            raise RefusedError(
                "这台电脑还没有登记督导室的密钥，没有写出文件；请先加入督导室（采用登记名册），"
                "或向督导室要密钥文件，在投诉的“办理…”里登记"
                "（complaint office-key --from 文件 --check 核对号）后再转。"
            )
        to = SealingPublicKey(target.public)
        data = seal(self._content(entry), to=to, signed_by=key)
        self._note_file(entry, "out", target.id, name, data)
        self._sealed.note(uid, f"转督导室，写成文件 {name}")
        return data

    def _filed(self, uid: str) -> Entry:
        entry = self._context.stores.registers.get(uid)
        if entry.state is not EntryState.FILED or entry.removed:
            raise RefusedError(
                f"{entry.number} 现在不是定稿（受理），没有写出文件；请先定稿再转督导室。"
            )
        return entry

    def _content(self, entry: Entry) -> dict[str, Any]:
        identity = self._context.identity
        return {
            "format": _FORMAT,
            "type": entry.kind,
            "district": identity.district,
            "sender": identity.inspector_id,
            "at": self._context.now_text(),
            "entry": entry_json(KINDS[entry.kind], entry),
            "sealed": self._store.get(entry.uid),
            "log": [list(look) for look in self._sealed.log(entry.uid)],
        }

    def _note_file(self, entry: Entry, way: str, key_id: str, name: str, data: bytes) -> None:
        identity = self._context.identity
        self._store.note_file(
            SealedFile(
                entry_uid=entry.uid, way=way, key_id=key_id, file_name=name,
                sha256=sha256(data).hexdigest(), at=self._context.now_text(),
                actor=self._context.actor, origin=identity.device,
            )
        )  # fmt: skip

    # -- in --------------------------------------------------------------------------------------

    def take_over(self, path: Path) -> TakenOver:
        """Open a file that was sealed for this office, and keep the entry that stands in it.

        Raises:
            InputError: it is no sealed file, or was damaged or changed.
            RefusedError: it is for another office or district, or the entry is here already and
                says something else.
        """
        from inspector_app.exchange.sealed_file import MOST_BYTES

        data = _read(path, most=MOST_BYTES)
        opened = self._opened(data, path.name)
        content = self._checked(opened.content)
        kind_id = str(content["type"])
        with self._context.database.transaction():
            before = self._context.stores.registers.find(str(content["entry"].get("uuid")))
            made = self._edit.new_from_json(kind_id, {**content["entry"], **content["sealed"]})
            if before is None:
                self._registers.file(made.uid)
                entry = self._context.stores.registers.get(made.uid)
                key_id = self._key_id(data)
                self._note_file(entry, "in", key_id, path.name, data)
                self._sealed.note(made.uid, f"接收 {content['sender']} 转来的文件 {path.name}")
        return TakenOver(
            uid=made.uid, number=made.number, sender=str(content["sender"]),
            chain=opened.signer.chain, known=before is not None,
            changes=Changes() if before else changes_of(made.uid),
        )  # fmt: skip

    def _opened(self, data: bytes, name: str) -> "Opened":
        from inspector_app.exchange.sealed_file import (
            CannotOpenError,
            NotGenuineError,
            SealingKey,
            open_sealed,
        )

        key = self._store.key(self._key_id(data, name))
        if key is None or key.secret is None:
            raise RefusedError(f"“{name}”不是发给这里的，没有打开；只有收件的督导室能打开它。")
        try:
            return open_sealed(data, key=SealingKey(key.secret))
        except (CannotOpenError, NotGenuineError) as error:
            raise InputError(
                f"“{name}”已损坏或被改动，没有接收；请让转来的督学重新转一次。"
            ) from error

    def _key_id(self, data: bytes, name: str = "") -> str:
        from inspector_app.exchange.sealed_file import NotSealedError, key_id_of

        try:
            return key_id_of(data)
        except NotSealedError as error:
            raise InputError(f"“{name}”不是转督导室的密封文件，没有接收；请换一个文件。") from error

    def _checked(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        if content.get("format") != _FORMAT or content.get("type") not in KINDS:
            raise RefusedError("这个文件由更新的版本写成，没有接收；请升级软件后再接收。")
        if not all(isinstance(content.get(part), dict) for part in ("entry", "sealed")):
            raise InputError("这个文件里没有登记的内容，没有接收；请让转来的督学重新转一次。")
        if content.get("district") != self._context.identity.district:
            raise RefusedError(
                f"这个文件是区划 {content.get('district')} 的，没有接收；请转给那里的督导室。"
            )
        return content


def _read(path: Path, *, most: int) -> bytes:
    try:
        with open_file(path) as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise EnvironmentProblem(
            f"文件“{path.name}”读不出来（{disk_reason(error)}）；请检查后再试。"
        ) from error
    if len(data) > most:
        raise InputError(f"“{path.name}”太大，不是这样的文件；请换一个文件。")
    return data
