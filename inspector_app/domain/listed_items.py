"""Rows out of running text: 1. …, （一）…, 一是…, however they are numbered."""

import re
from typing import Final

from inspector_app.domain.labels.issues import HANDLING_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL

_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
# 2.5米 and 30节 begin no row.
_MARK: Final = re.compile(
    rf"\s*(?:[0-9０-９]{{1,2}}\s*[.．、)）](?![0-9０-９])|[(（]\s*(?:[0-9]{{1,2}}|{_NUMBER})\s*[)）]"
    rf"|{_NUMBER}、|{_NUMBER}是|第{_NUMBER}[，、,]|[①-⑳])\s*"
)
_WITHIN: Final = re.compile(rf"(?<=[。；;])\s*(?={_NUMBER}是)")
_OURS: Final = re.compile(r"[0-9]{1,3}．\t")
_ENDS: Final = "。；;！!"
_FACTS: Final = "编号："
_WANTED: Final = "整改要求："
_ON_THE_SPOT: Final = re.compile(r"当场整改(?:（见证人：(.*)）)?")
_KEYS: Final = {
    "类别": "category", "程度": "severity", "处理方式": "handling", "责任单位": "responsible_unit",
    "配合单位": "assisting_units", "责任人": "responsible", "整改时限": "deadline",
}  # fmt: skip
_CODES: Final = {label: code for code, label in TOPIC_LABEL.items()}
_WORDS: Final = {"severity": {*SEVERITY_LABEL.values()}, "handling": {*HANDLING_LABEL.values()}}


def items_in(text: str) -> list[str]:
    """Return the rows of a text, without their numbering."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any(_OURS.match(line) for line in lines):
        return _joined(lines, _OURS)
    lines = [part for line in lines for part in _WITHIN.split(line)]
    if not any(_MARK.match(line) for line in lines):
        return [line.strip() for line in lines]
    return _joined(_with_unnumbered(lines), _MARK)


def _joined(lines: list[str], mark: re.Pattern[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        found = mark.match(line)
        if found is not None or not items:
            items.append(line[found.end() :] if found else line)
        else:
            items[-1] += f"\n{line}"
    return [item.strip() for item in items if item.strip()]


def _with_unnumbered(lines: list[str]) -> list[str]:
    """Give a number to a line that lacks it: the one before is a whole sentence."""
    made: list[str] = []
    for line in lines:
        whole = not made or made[-1].rstrip()[-1:] in _ENDS
        lacks = whole and _MARK.match(line) is None and not line.lstrip().startswith(_WANTED)
        made.append(f"1、{line}" if lacks else line)
    return made


def issue_in(item: str) -> dict[str, object]:
    """Return the fields of an issue: those that our own form prints, else its description."""
    lines = item.split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith(_FACTS)), None)
    if at is None:
        return _with_requirement(lines)
    made: dict[str, object] = {"description": "\n".join(lines[:at])}
    for part in lines[at].split("；"):
        name, _, value = part.partition("：")
        if spot := _ON_THE_SPOT.fullmatch(part):
            made["fixed_on_the_spot"] = True
            made["witness"] = spot[1] or ""
        elif key := _KEYS.get(name):
            known = _WORDS.get(key)
            if known is None or value in known:
                made[key] = _CODES.get(value, value) if key == "category" else value
    rest = "\n".join(lines[at + 1 :])
    if rest:
        made["requirement"] = rest.removeprefix(_WANTED)
    return made


def _with_requirement(lines: list[str]) -> dict[str, object]:
    at = next((n for n, line in enumerate(lines) if line.startswith(_WANTED)), len(lines))
    made: dict[str, object] = {"description": "\n".join(lines[:at]) or "\n".join(lines)}
    if 0 < at < len(lines):
        made["requirement"] = "\n".join(lines[at:]).removeprefix(_WANTED)
    return made
