"""R03 on 今日: somebody else may hand over under this key, until a person has seen to it."""

from dataclasses import dataclass
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.services.context import Context
from inspector_app.services.office_phone import office_phone
from inspector_app.storage.receipts import ReceiptStore

_SEEN: Final = "misuse.seen"
_MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseAlarm:
    """What was handed over under the key in use and was not made here.

    Attributes:
        numbers: of those bundles.
        phone: of the office, empty where it is not known here.
    """

    numbers: tuple[int, ...]
    phone: str

    @property
    def title(self) -> str:
        """What it is about."""
        return "▲ 这台电脑的登记可能被人冒用（R03）"

    @property
    def sentence(self) -> str:
        """What happened."""
        named = "、".join(f"第 {n} 包" for n in self.numbers[:_MOST_NAMED])
        more = f"等 {len(self.numbers)} 包" if len(self.numbers) > _MOST_NAMED else ""
        return f"督导室收到了写着这台电脑的{named}{more}，不是本机做的。本机的记录没有改动。"

    @property
    def remedy(self) -> str:
        """What is to be done, and by whom."""
        phone = f"，电话 {self.phone}" if self.phone else ""
        return (
            f"马上打电话告诉督导室{phone}：请他们核对这几包，停用这台电脑的登记。然后到“加入督导室”"
            "换新登记。刚恢复过备份、换过电脑的，多半是从前的本机做的，也要换新登记。"
        )


def misuse(context: Context) -> MisuseAlarm | None:
    """Return the alarm that nobody has seen to yet; None for none, and nothing more is loaded."""
    receipts = ReceiptStore(context.database)
    key = context.stores.bundles.key() if receipts.any() else None
    foreign = receipts.foreign(key[0]) if key else ()
    seen = set(context.stores.settings.get(_SEEN) or ()) if foreign else set[str]()
    new = [(n, digest) for n, digest in foreign if digest not in seen]
    if not new:
        return None
    numbers = sorted({n for n, _ in new})
    return MisuseAlarm(numbers=tuple(numbers), phone=office_phone(context))


class KeyMisuse:
    """Tells of the alarm, and ends it where a person has."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def alarm(self) -> MisuseAlarm | None:
        """Return what nobody has seen to yet."""
        with self._context.database.snapshot():
            return misuse(self._context)

    def end(self) -> Changes:
        """Note that a person has told the office; another foreign bundle is told of anew.

        Raises:
            RefusedError: there is nothing to tell.
        """
        with self._context.database.transaction():
            found = misuse(self._context)
            if found is None:
                raise RefusedError("没有还没告诉督导室的冒用警告（R03），没有改动。")
            key = self._context.stores.bundles.key()
            assert key is not None
            foreign = ReceiptStore(self._context.database).foreign(key[0])
            settings = self._context.stores.settings
            known = set(settings.get(_SEEN) or ()) | {digest for _, digest in foreign}
            settings.put(_SEEN, sorted(known))
            note = {"note": "已打电话告诉督导室（R03）", "bundles": list(found.numbers)}
            self._context.note("receipt", key[0], note)
        return Changes(bundles=True)
