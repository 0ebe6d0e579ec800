"""What a new version of a form changes against the one before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from inspector_app.authoring.findings import Level
from inspector_app.authoring.words import CHINESE_TYPE


class ChangeKind(StrEnum):
    """How two versions differ in one question or choice."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LABEL = "label-changed"
    TYPE = "type-changed"
    TIGHTENED = "constraint-tightened"
    CONSTRAINT = "constraint-changed"
    LOOSENED = "constraint-loosened"
    CHOICE_ADDED = "choice-added"
    CHOICE_REMOVED = "choice-removed"
    CHOICE_LABEL = "choice-relabelled"


_LEVEL: Final = {
    ChangeKind.TYPE: Level.ERROR,
    ChangeKind.TIGHTENED: Level.WARNING,
    ChangeKind.CONSTRAINT: Level.WARNING,
    ChangeKind.CHOICE_REMOVED: Level.WARNING,
    ChangeKind.CHOICE_LABEL: Level.WARNING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: what kind, of which name, and a sentence.

    Attributes:
        asked_in: the questions that it is about, where answers to them may be concerned.
        code: the choice that it is about, empty for a whole question.
    """

    kind: ChangeKind
    name: str
    what: str
    asked_in: tuple[str, ...] = ()
    code: str = ""

    @property
    def level(self) -> Level:
        """What it means for publishing."""
        return _LEVEL.get(self.kind, Level.NOTE)


Contents = Mapping[str, Any]


def compare(old: Contents, new: Contents) -> tuple[Change, ...]:
    """Return the differences from one version to the next, in the order of the new one."""
    return (*_questions(old, new), *_choices(old, new))


def _by_name(contents: Contents) -> dict[str, Mapping[str, Any]]:
    return {question["name"]: question for question in contents["questions"]}


def _questions(old: Contents, new: Contents) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    moved = _moved(before, after)
    for name, question in after.items():
        if name not in before:
            yield _change(ChangeKind.ADDED, name, f"新增“{_label(question)}”")
            continue
        yield from _differences(name, before[name], question)
        if name in moved:
            yield _change(ChangeKind.MOVED, name, f"“{_label(question)}”换了位置")
    for name, question in before.items():
        if name not in after:
            yield _change(ChangeKind.REMOVED, name, f"删去“{_label(question)}”", name)


def _differences(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    if old["type"] != new["type"]:
        types = [CHINESE_TYPE.get(each["type"], each["type"]) for each in (old, new)]
        told = f"类型从“{types[0]}”改成“{types[1]}”；要换类型，请用一个新名称"
        yield _change(ChangeKind.TYPE, name, told)
    elif old.get("repeats", []) != new.get("repeats", []):
        told = "移进或移出了“重复”，原来的答案对不上；请用一个新名称"
        yield _change(ChangeKind.TYPE, name, told)
    if _label(old) != _label(new):
        yield _change(ChangeKind.LABEL, name, f"文字从“{_label(old)}”改成“{_label(new)}”")
    kind = _strictness(old, new)
    if kind is not None:
        yield _change(kind, name, f"“{_label(new)}”的{_STRICTNESS[kind]}", name)


_STRICTNESS: Final = {
    ChangeKind.TIGHTENED: "必填或校验更严了；已经开始填的记录换到新版后可能要补",
    ChangeKind.CONSTRAINT: "必填或校验改了；已经开始填的记录换到新版后可能要补",
    ChangeKind.LOOSENED: "必填或校验放宽了",
}


def _strictness(old: Mapping[str, Any], new: Mapping[str, Any]) -> ChangeKind | None:
    """Say whether what must be answered became more, less, or other; a rule is not compared."""
    rules = [(old.get(r, ""), new.get(r, "")) for r in ("constraint", "required")]
    changed = [(before, after) for before, after in rules if before != after]
    if not changed:
        return None
    if all(not before for before, _ in changed):
        return ChangeKind.TIGHTENED
    return ChangeKind.LOOSENED if all(not a for _, a in changed) else ChangeKind.CONSTRAINT


def _moved(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> set[str]:
    """Return the names that stand elsewhere: in another group, or before others than before."""
    first = [name for name in before if name in after]
    second = [name for name in after if name in before]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    kept = {name for block in blocks for name in first[block.a : block.a + block.size]}
    regrouped = {
        name for name in first if before[name].get("groups", []) != after[name].get("groups", [])
    }
    return (set(first) - kept) | regrouped


def _choices(old: Contents, new: Contents) -> Iterator[Change]:
    """Compare the lists that questions of both versions are answered from."""
    before, after = _by_name(old), _by_name(new)
    pairs: dict[tuple[str, str], list[str]] = {}
    for name in after:
        if name in before:
            pair = (before[name].get("list", ""), after[name].get("list", ""))
            pairs.setdefault(pair, []).append(name)
    for (first, second), names in pairs.items():
        if first in old["lists"] and second in new["lists"]:
            yield from _codes(second, old["lists"][first], new["lists"][second], tuple(names))


def _codes(
    name: str, old: Mapping[str, str], new: Mapping[str, str], asked_in: tuple[str, ...]
) -> Iterator[Change]:
    for code, label in old.items():
        if code not in new:
            told = f"列表“{name}”删去了选项“{label}”（{code}）；填过它的记录升级后要改选"
            yield _change(ChangeKind.CHOICE_REMOVED, f"{name}/{code}", told, *asked_in, code=code)
        elif new[code] != label:
            told = f"列表“{name}”的选项 {code} 从“{label}”改成“{new[code]}”；统计会把两种混在一起"
            yield _change(ChangeKind.CHOICE_LABEL, f"{name}/{code}", told, *asked_in, code=code)
    for code, label in new.items():
        if code not in old:
            told = f"列表“{name}”新增选项“{label}”"
            yield _change(ChangeKind.CHOICE_ADDED, f"{name}/{code}", told)


def _label(question: Mapping[str, Any]) -> str:
    return str(question.get("label", "") or question["name"])


def _change(kind: ChangeKind, name: str, what: str, *asked_in: str, code: str = "") -> Change:
    return Change(kind=kind, name=name, what=what, asked_in=asked_in, code=code)
