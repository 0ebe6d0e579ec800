"""督导室 enrols laptops: takes requests in, compares digits, ends and revokes."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import day_of_instant
from inspector_app.base.errors import InputError, NotFoundError, RefusedError, UserError
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Context, Role
from inspector_app.services.trust_files import requests_in
from inspector_app.services.trust_holding import pinned_roots
from inspector_app.services.trust_listing import ASKED, REFUSED, Laptop, LaptopList, request_of
from inspector_app.services.trust_next import ACCEPTED
from inspector_app.services.trust_strangers import asker, askers, refuse_stranger
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.trust import EnrolmentRow, SignedRow

if TYPE_CHECKING:
    from inspector_app.exchange.enrolment import EnrolRequest
    from inspector_app.exchange.signed_text import SignedText

OVERLAP_DAYS: Final = 30
"""How long an old laptop's keys go on while the new one's hold already."""
_LEAST_CHAIN: Final = 4
_TRUST_CHANGED: Final = Changes(settings=True)


class TakenIn(NamedTuple):
    """What became of the requests in a folder.

    Attributes:
        asked: chains that are to be compared now.
        refused: name of each file that was not taken in, and why.
        known: name of each file of a laptop that is enrolled already, and what that means.
    """

    asked: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    changes: Changes
    known: tuple[tuple[str, str], ...] = ()

    @property
    def known_words(self) -> str:
        """How many are enrolled already; one alone is told in full, none is nothing."""
        if len(self.known) == 1 and not self.asked:
            return self.known[0][1]
        return f"已经登记过的 {len(self.known)} 台，没有列出。" if self.known else ""


class AlreadyEnrolledError(RefusedError):
    """A request of a laptop that is enrolled: requests stay in the shared folder for good."""

    code = "already-enrolled"


class Decided(NamedTuple):
    """What was decided of one laptop, and what else follows, in sentences."""

    laptop: Laptop
    remarks: tuple[str, ...]
    changes: Changes


class Enrolled(NamedTuple):
    """Laptops that were enrolled together."""

    laptops: tuple[Decided, ...]
    changes: Changes


class TrustLaptops:
    """The laptops of a district.

    Args:
        last_taken_in: gives the number of the newest bundle that was taken in of a chain, 0 if
            none was.
    """

    def __init__(self, context: Context, *, last_taken_in: Callable[[str], int]) -> None:
        self._context = context
        self._last_taken_in = last_taken_in
        self._list = LaptopList(context)

    def all(self) -> tuple[Laptop, ...]:
        """Return every laptop that asked or is on the roster: those that wait first."""
        return self._list.all()

    # -- asking ----------------------------------------------------------------------------------

    def take_in(self, paths: Sequence[Path]) -> TakenIn:
        """Keep the requests of files and folders until their digits are compared.

        Raises:
            RefusedError: this is no office.
        """
        self._check_office()
        asked: list[str] = []
        refused: list[tuple[str, str]] = []
        known: list[tuple[str, str]] = []
        for path in (each for given in paths for each in requests_in(given)):
            try:
                asked.append(self._take_in(path))
            except AlreadyEnrolledError as error:
                known.append((path.name, error.sentence))
            except CannotSaveError:
                raise
            except UserError as error:
                refused.append((path.name, error.sentence))
        asked_once = tuple(dict.fromkeys(asked))
        return TakenIn(asked_once, tuple(refused), _TRUST_CHANGED, tuple(known))

    def _take_in(self, path: Path) -> str:
        from inspector_app.exchange.enrolment import read_request

        text = _read(path)
        request = read_request(text)
        with self._context.database.transaction():
            refuse_stranger(self._context, request)
            known = self._context.stores.trust.enrolment(request.chain)
            self._refuse_known(request, known)
            if known is None or known.state == REFUSED or _is_newer(request, known):
                self._put_asked(request, text)
        return request.chain

    def _refuse_known(self, request: "EnrolRequest", known: EnrolmentRow | None) -> None:
        """Refuse keys that somebody has already."""
        if known is not None and known.inspector_id != request.inspector.id:
            raise RefusedError(
                f"这台电脑的密钥已由编号 {known.inspector_id} 申请过，现在写的是 "
                f"{request.inspector.id}，没有收下；一台电脑只登记给一个人，"
                "换人使用请先在那台电脑上换新登记（enrol request --new-keys）。"
            )
        if known is not None and known.state == ACCEPTED:
            raise AlreadyEnrolledError(
                f"{self._who(known)} 已经登记过，没有重复登记；"
                "换了电脑或恢复了备份的，请用 enrol request --new-keys 重新申请。"
            )
        keys = self._context.stores.bundles.keys()
        own = [chain for chain, _ in keys]
        if request.chain in {*own, *(key.chain for key in pinned_roots(self._context))}:
            raise RefusedError(
                f"这是督导室自己的密钥，没有收下；请让{askers(self._context)}在自己的电脑上写出申请。"
            )
        for other in self._context.stores.trust.enrolments():
            if other.chain != request.chain and request.encrypt.text.encode() in other.text.content:
                raise RefusedError(
                    f"这台电脑的接收密钥与 {self._who(other)} 的相同，可能是复制了数据文件夹，"
                    "没有收下；请在这台电脑上换新登记（enrol request --new-keys）后再申请。"
                )

    def _put_asked(self, request: "EnrolRequest", text: "SignedText") -> None:
        row = EnrolmentRow(
            chain=request.chain, inspector_id=request.inspector.id,
            text=SignedRow(text.content, text.signatures), asked_at=self._context.now_text(),
            state=ASKED, decided_at=None, valid_from=None, valid_to=None, revoked_from_seq=None,
            reason="",
        )  # fmt: skip
        self._put(row, f"收到登记申请：{request.inspector.id}，电脑“{request.device}”")

    # -- deciding --------------------------------------------------------------------------------

    def accept(self, check: str, *, among: Collection[str] | None = None) -> Decided:
        """Enrol the laptop whose last two groups were read out.

        Args:
            check: the digits as they were heard.
            among: chains that are asked about; all that wait where it is None.

        Raises:
            RefusedError: no waiting request has these digits.
        """
        from inspector_app.exchange.digits import are_last

        found = [r for r in self._waiting(among) if are_last(check, of=r.digits)]
        if len(found) != 1:
            self._refuse_accepted(lambda each: are_last(check, of=each.digits))
            raise RefusedError(
                f"核对号“{check}”与待核对的申请都不符，没有登记；请再念一遍最后两组数字。"
                f"仍不符，就让{askers(self._context)}重新写出申请，不要登记这一份。"
            )
        return self._accept(found[0])

    def _refuse_accepted(self, is_heard: "Callable[[EnrolRequest], bool]") -> None:
        """Refuse digits of a laptop that was enrolled before, saying so."""
        for row in self._context.stores.trust.enrolments():
            if row.state == ACCEPTED and is_heard(request_of(row)):
                raise RefusedError(
                    f"{self._who(row)}{_standing(row)}，没有再登记一次；"
                    "到哪一步用 enrol list 查看。"
                )

    def accept_each(
        self, checks: Sequence[str], *, among: Collection[str] | None = None
    ) -> Enrolled:
        """Enrol as many laptops as there are digits, or none where one of them fits nothing."""
        with self._context.database.transaction():
            done = tuple(self.accept(check, among=among) for check in checks)
        return Enrolled(done, _TRUST_CHANGED)

    def accept_picture(self, picture: Path, *, among: Collection[str] | None = None) -> Decided:
        """Enrol the laptop whose code stands on a picture that was taken of its screen."""
        from inspector_app.services.trust_codes import texts_on

        codes = texts_on(picture)
        found = [r for r in self._waiting(among) if r.code in codes]
        if len(found) != 1:
            raise RefusedError(
                f"“{picture.name}”上的二维码与待核对的申请都不符，没有登记；"
                "请对准那台电脑“加入督导室”页上的二维码再拍一张。"
            )
        return self._accept(found[0])

    def accept_ticked(self, chains: Sequence[str]) -> Enrolled:
        """Enrol the laptops whose digits a person has ticked one by one."""
        waiting = {request.chain: request for request in self._waiting(chains)}
        with self._context.database.transaction():
            done = tuple(self._accept(waiting[chain]) for chain in chains if chain in waiting)
        return Enrolled(done, _TRUST_CHANGED)

    def _waiting(self, among: Collection[str] | None) -> "list[EnrolRequest]":
        self._check_office()
        rows = self._context.stores.trust.enrolments()
        return [
            request_of(row)
            for row in rows
            if row.state == ASKED and (among is None or row.chain in among)
        ]

    def _accept(self, request: "EnrolRequest") -> Decided:
        with self._context.database.transaction():
            refuse_stranger(self._context, request)
            row = self._context.stores.trust.enrolment(request.chain)
            assert row is not None
            # A laptop whose clock is a day behind makes bundles of yesterday.
            first = min(day_of_instant(_created(request)), self._context.today())
            remarks = self._replaced(request)
            self._put(
                row._replace(
                    state=ACCEPTED, decided_at=self._context.now_text(),
                    valid_from=first.isoformat(),
                ),
                f"核对一致，登记{request.inspector.name}的电脑“{request.device}”",
            )  # fmt: skip
        return Decided(self._list.one(request.chain), remarks, _TRUST_CHANGED)

    def _replaced(self, request: "EnrolRequest") -> tuple[str, ...]:
        """Let the laptop that this one takes over from end in due course."""
        point = request.continues
        if point is None:
            return ()
        old = self._context.stores.trust.enrolment(point.chain)
        if old is None or old.state != ACCEPTED:
            return (f"它接续的旧电脑（第 {point.seq} 包）没有登记过，只登记了这一台。",)
        if old.inspector_id != request.inspector.id:
            raise RefusedError(
                f"申请上写着接续编号 {old.inspector_id} 的电脑，却是编号 {request.inspector.id} "
                "的申请，没有登记；请向两位督学核实。"
            )
        if old.valid_to is None and old.revoked_from_seq is None:
            until = self._context.today() + timedelta(days=OVERLAP_DAYS)
            self._end(old, until, "换了新电脑")
            return (f"旧电脑的登记到 {until} 为止，这 {OVERLAP_DAYS} 天里两台都收。",)
        return ()

    def refuse(self, which: str, *, reason: str) -> Decided:
        """Do not enrol a laptop that asks; its person may ask again."""
        self._check_office()
        why = _given(reason, "没有登记的原因")
        with self._context.database.transaction():
            row = self._row(which, lambda each: each.state == ASKED)
            changed = row._replace(state=REFUSED, decided_at=self._context.now_text(), reason=why)
            self._put(changed, f"不登记：{why}")
        return Decided(self._list.one(row.chain), (), _TRUST_CHANGED)

    def revoke(self, which: str, *, reason: str) -> Decided:
        """Stop a lost or stolen laptop: what was taken in of it counts, nothing after that does."""
        self._check_office()
        why = _given(reason, "停用的原因，如 丢失")
        with self._context.database.transaction():
            row = self._row(which, _can_end)
            number = self._last_taken_in(row.chain) + 1
            changed = row._replace(revoked_from_seq=number, reason=why)
            self._put(changed, f"停用：{why}；第 {number} 包起不再收")
        told = (
            f"已收到的 {number - 1} 包照旧作数，第 {number} 包起不再收。"
            "请尽快签发新一版名册，发给各台电脑。"
        )
        return Decided(self._list.one(row.chain), (told,), _TRUST_CHANGED)

    def end(self, which: str, *, on: date | None = None) -> Decided:
        """Let a laptop's keys end on a day, in 30 days where none is said."""
        self._check_office()
        today = self._context.today()
        last = on or today + timedelta(days=OVERLAP_DAYS)
        if last < today:
            raise InputError(
                f"截止日 {last} 已经过去，没有改动；要马上停用丢失的电脑请用 enrol revoke。"
            )
        with self._context.database.transaction():
            row = self._row(which, _can_end)
            self._end(row, last, "到期换发")
        again = (
            "upwards request --new-keys"
            if is_below(row.inspector_id, self._context.identity.district)
            else "enrol request --new-keys"
        )
        who = asker(self._context, row.inspector_id)
        told = f"它的登记到 {last} 为止；请{who}在此以前用 {again} 重新申请。"
        return Decided(self._list.one(row.chain), (told,), _TRUST_CHANGED)

    def _end(self, row: EnrolmentRow, last: date, why: str) -> None:
        self._put(row._replace(valid_to=last.isoformat(), reason=why), f"登记到 {last}：{why}")

    # -- help ------------------------------------------------------------------------------------

    def _row(self, which: str, fits: Callable[[EnrolmentRow], bool]) -> EnrolmentRow:
        """Return the one laptop that is meant, by its chain's beginning or its person."""
        wanted = which.strip()
        names = self._context.names()
        named = [
            row
            for row in self._list.rows().values()
            if wanted in {row.inspector_id, names.get(row.inspector_id)}
            or (len(wanted) >= _LEAST_CHAIN and row.chain.startswith(wanted))
        ]
        found = [row for row in named if fits(row)]
        if named and not found:
            known = "、".join(f"{self._who(row)}{_standing(row)}" for row in named)
            raise RefusedError(f"{known}，没有改动；各台到哪一步用 enrol list 查看。")
        if not found:
            raise NotFoundError(
                f"没有找到“{which}”的电脑，没有改动；"
                "请写编号、名称或电脑代号的前几个字符，用 enrol list 查看。"
            )
        if len(found) > 1:
            chains = "、".join(row.chain[:8] for row in found)
            raise InputError(f"“{which}”有 {len(found)} 台电脑（{chains}），没有改动；请写明代号。")
        return found[0]

    def _who(self, row: EnrolmentRow) -> str:
        name = self._context.names().get(row.inspector_id, row.inspector_id)
        return f"{name}的电脑（{row.chain[:8]}）"

    def _put(self, row: EnrolmentRow, how: str) -> None:
        self._context.stores.trust.put_enrolment(row)
        self._context.note("enrolment", row.chain, {"note": how, "inspector": row.inspector_id})

    def _check_office(self) -> None:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(
                "登记电脑由督导室办理，没有做任何事；这台是督学的电脑，"
                "请用 enrol request 写出申请交给督导室。"
            )


def _read(path: Path) -> "SignedText":
    from inspector_app.services.trust_codes import read_signed

    return read_signed(path, "登记申请")


def _is_newer(request: "EnrolRequest", known: EnrolmentRow) -> bool:
    return request.created > request_of(known).created


def _created(request: "EnrolRequest") -> str:
    from inspector_app.base.clock import instant_text

    return instant_text(request.created)


def _given(reason: str, what: str) -> str:
    if not reason.strip():
        raise InputError(f"没有写{what}，没有改动；请写明。")
    return reason.strip()


def _can_end(row: EnrolmentRow) -> bool:
    return row.state == ACCEPTED and row.revoked_from_seq is None


def _standing(row: EnrolmentRow) -> str:
    if row.revoked_from_seq is not None:
        return "已停用"
    return {ASKED: "还在等核对", REFUSED: "已决定不登记"}.get(row.state, "已经登记过")
