"""下发 as one act at the office: choose what and to whom, look, send, put where laptops look."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError, UserError
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.pack_answers import missed_by_people, taken_by_people
from inspector_app.services.pack_kind import NotedKind, NothingToSendError, PackKind
from inspector_app.services.pack_left_out import left_out, left_out_told
from inspector_app.services.pack_lines import PackReader
from inspector_app.services.pack_sending import Laptop, PackService
from inspector_app.services.share_setting import joined_share
from inspector_app.storage.packs import SentPackLine

Kinds = Mapping[str, Callable[[], PackKind]]
Readers = Mapping[str, Callable[[], PackReader]]

_NO_SHARE: Final = "还没有共享文件夹；请另存下发包，用 U 盘或聊天软件交给督学"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOffer:
    """A kind that can be sent, as it is shown."""

    kind: str
    title: str
    about: str
    chooses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One pack that would be sent: how much of what, and to which laptops."""

    title: str
    counts: str
    laptops: tuple[Laptop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What was sent.

    Attributes:
        lines: the packs.
        placed: the files that stand where laptops look.
        problem: why they do not, in words; the packs are kept and can be written again.
        unplaced: whether that is because a folder did not take them.
        left_out: who would have been sent something, too, and has no laptop, by name.
    """

    title: str
    lines: tuple[SentPackLine, ...]
    placed: tuple[Path, ...]
    problem: str
    changes: Changes
    unplaced: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPack:
    """A pack that was sent, as it is shown.

    Attributes:
        counts: how many rows each list has, in words.
        people: whom it was for, by name.
        waiting: those of them of whom it is not known that they have taken it.
        missed: those of them whose laptop says that it did not come.
    """

    line: SentPackLine
    title: str
    counts: str
    people: tuple[str, ...]
    waiting: tuple[str, ...]
    missed: tuple[str, ...] = ()

    @property
    def taken_words(self) -> str:
        """How many are known to have taken it."""
        lost = f"，▲ {len(self.missed)} 人还缺" if self.missed else ""
        return f"{self._known}{lost}"

    @property
    def _known(self) -> str:
        return f"{len(self.people) - len(self.waiting)}/{len(self.people)}"


class _Part(NamedTuple):
    """What goes to one group of laptops."""

    laptops: tuple[Laptop, ...]
    rows: Mapping[str, Any]


class PackDesk:
    """Sends what the office keeps, kind by kind."""

    def __init__(
        self, context: Context, packs: PackService, *, kinds: Kinds, readers: Readers
    ) -> None:
        """Send these kinds; ``readers`` say what people call those that others send, too."""
        self._context = context
        self._packs = packs
        self._kinds = kinds
        self._readers = readers

    def kinds(self) -> tuple[KindOffer, ...]:
        """Return every kind that can be sent."""
        made = (make() for make in self._kinds.values())
        return tuple(
            KindOffer(kind=k.kind, title=k.title, about=k.about, chooses=k.chooses) for k in made
        )

    def laptops(self) -> tuple[Laptop, ...]:
        """Return every laptop that something can be sent to (errors as of ``send``)."""
        return self._packs.laptops()

    def look(
        self, kind: str, *, wanted: Sequence[str] = (), to: Sequence[str] = ()
    ) -> tuple[Outgoing, ...]:
        """Return what would be sent to whom (errors as of ``send``)."""
        made = self._kind(kind)
        return tuple(
            Outgoing(title=made.title, counts=counted(part.rows), laptops=part.laptops)
            for part in self._parts(made, wanted, to)
        )

    def left_out(
        self, kind: str, *, wanted: Sequence[str] = (), to: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return whom something that goes to all does not reach, by name (errors as of ``send``).

        To who is named it goes, or is refused: then nobody is left out.
        """
        if to:
            return ()
        return left_out(self._context, self._kind(kind), wanted, laptops=self._packs.laptops())

    def send(
        self,
        kind: str,
        *,
        wanted: Sequence[str] = (),
        to: Sequence[str] = (),
        into: Path | None = None,
    ) -> Dispatch:
        """Send things of a kind to people, and put the files where their laptops look.

        Args:
            kind: by its id or its title.
            wanted: numbers or names of single things; empty for all.
            to: people by id or name; empty for everybody.
            into: a folder or stick; None for the shared folder of the office.

        Raises:
            InputError: there is no such kind, it goes whole, or a value cannot be sent.
            NotFoundError: a thing or a person is not known.
            RefusedError: there is nothing, or nobody, to send to, or it may not be sent.
        """
        made = self._kind(kind)
        parts = self._parts(made, wanted, to)
        with self._context.database.transaction():
            lines = tuple(self._send(made, part) for part in parts)
            missed = self.left_out(kind, wanted=wanted, to=to)
        return replace(self.placed(lines, into, changes=Changes(bundles=True)), left_out=missed)

    def send_to(self, kind: str, person: str) -> tuple[SentPackLine, ...]:
        """Send a kind to one person, inside the caller's transaction (errors as of ``send``)."""
        made = self._kind(kind)
        return tuple(self._send(made, part) for part in self._parts(made, (), (person,)))

    def placed(
        self, lines: Sequence[SentPackLine], into: Path | None, *, changes: Changes
    ) -> Dispatch:
        """Put packs that were sent where laptops look, once that is kept."""
        title = self.title(lines[0].kind) if lines else ""
        made = Dispatch(
            title=title, lines=tuple(lines), placed=(), problem=_NO_SHARE, changes=changes
        )
        try:
            placed = self._place(lines, into)
        except UserError as error:
            return replace(made, problem=error.sentence, unplaced=True)
        return made if placed is None else replace(made, placed=placed, problem="")

    def _send(self, kind: PackKind, part: _Part) -> SentPackLine:
        if isinstance(kind, NotedKind):
            kind.note_sent(part.rows, to=part.laptops)
        return self._packs.send(kind.kind, part.rows, to=[each.chain for each in part.laptops])

    def sent(self) -> tuple[SentPack, ...]:
        """Return every pack that was sent, the newest first, with who is known to have taken it."""
        with self._context.database.snapshot():
            lines, names = self._packs.sent(), self._names()
            taken, missed = taken_by_people(self._context), missed_by_people(self._context)
        nobody: frozenset[str] = frozenset()
        return tuple(
            SentPack(
                line=line, title=self.title(line.kind), counts=counted(line.counts),
                people=_named(line.people, names),
                waiting=_named(set(line.people) - taken.get((line.chain, line.n), nobody), names),
                missed=_named(set(line.people) & missed.get((line.chain, line.n), nobody), names),
            )
            for line in lines
        )  # fmt: skip

    def _names(self) -> dict[str, str]:
        """Return the name of each inspector, as the roster of keys has it where it has one."""
        roster = trusted_roster(self._context)
        enrolled = () if roster is None else roster.inspectors
        return self._context.names() | {each.id: each.name for each in enrolled}

    def owed(self, to: Sequence[str] = ()) -> tuple[SentPack, ...]:
        """Return the packs that somebody is not known to have taken, the newest first.

        Args:
            to: people by id or name; empty for everybody.

        Raises:
            NotFoundError: a person is not known.
            RefusedError: this folder is no office's, or it has no roster of keys yet.
        """
        chains = set(self._packs.chains_of(to)) if to else None
        laptops = [each for each in self._packs.laptops() if chains is None or each.chain in chains]
        names = self._names()
        wanted = {names.get(each.inspector_id, each.name) for each in laptops}
        return tuple(each for each in self.sent() if wanted & set(each.waiting))

    def title(self, kind: str) -> str:
        """Return what people call a kind."""
        make = self._readers.get(kind)
        return make().title if make else kind

    def _kind(self, name: str) -> PackKind:
        for make in self._kinds.values():
            made = make()
            if name in {made.kind, made.title}:
                return made
        listed = "、".join(f"{each.kind}（{each.title}）" for each in self.kinds())
        raise InputError(f"没有“{name}”这一种下发，没有下发任何内容；可以下发的有：{listed}。")

    def _parts(self, kind: PackKind, wanted: Sequence[str], to: Sequence[str]) -> tuple[_Part, ...]:
        if wanted and not kind.chooses:
            raise InputError(
                f"{kind.title}总是整份下发，不能只发“{'、'.join(wanted)}”，没有下发任何内容；"
                "请去掉这几样再下发。"
            )
        laptops = self._packs.laptops()
        if to:
            chains = self._packs.chains_of(to)
            laptops = tuple(each for each in laptops if each.chain in chains)
        if not kind.each_person:
            return (_Part(laptops, kind.gather(wanted, to=laptops)),)
        parts, nothing = [], None
        for group in _by_person(laptops):
            try:
                parts.append(_Part(group, kind.gather(wanted, to=group)))
            except NothingToSendError as error:
                nothing = error
        if not parts and nothing is not None:
            missed = left_out(self._context, kind, wanted, laptops=laptops) if not to else ()
            if missed:
                told = left_out_told(missed)
                raise RefusedError(f"{told}；没有下发任何内容。", code="no-laptop")
            raise nothing
        return tuple(parts)

    def _place(self, lines: Sequence[SentPackLine], into: Path | None) -> tuple[Path, ...] | None:
        """Return the new files; None where no folder is known."""
        if into is not None:
            return self._packs.write(into, packs=lines)
        share = joined_share(self._context)
        return None if share is None else self._packs.put_again(share)


def _named(people: Collection[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(each, each) for each in sorted(people))


def _by_person(laptops: Sequence[Laptop]) -> Iterator[tuple[Laptop, ...]]:
    ordered = sorted(laptops, key=lambda each: each.inspector_id)
    for _, group in groupby(ordered, key=lambda each: each.inspector_id):
        yield tuple(group)


_COUNTED: Final = {
    "schools": "学校 {} 所",
    "inspectors": "督学 {} 名",
    "assignments": "责任分配 {} 条",
    "forms": "表单 {} 份",
    "checklists": "检查表 {} 份",
    "layouts": "表样 {} 份",
    "terms": "学期 {} 个",
    "days": "日子 {} 天",
    "rules": "规则 {} 条",
    "visits": "督导记录 {} 份",
    "issues": "另有问题 {} 条",
    "issue_events": "问题经过 {} 条",
    "complaints": "投诉 {} 件",
    "campaigns": "专项 {} 个",
    "plans": "计划 {} 份",
    "planned": "计划入校 {} 次",
    "themes": "月主题 {} 个",
    "phrases": "常用语 {} 条",
    "events": "退回的经过 {} 条",
    "numbers": "文号的登记 {} 条",
    "tasks": "任务 {} 个",
    "task_events": "任务的答复 {} 条",
    "typed": "代录的记录 {} 份",
    "typed_answers": "对代录记录的答复 {} 条",
}


def counted(rows: Mapping[str, Any]) -> str:
    """Return how many rows each list has, in words; ``rows`` holds the lists, or their lengths."""
    many = {name: each if isinstance(each, int) else len(each) for name, each in rows.items()}
    found = (words.format(many[name]) for name, words in _COUNTED.items() if many.get(name))
    return "，".join(found)
