"""The acts of ``complaint`` beyond those that every register has."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.domain.labels.complaints import (
    ANSWER_WAY_LABEL,
    COMPLAINT_FORM_LABEL,
    FINDING_LABEL,
    SATISFACTION_LABEL,
)

Acts = Any  # argparse's own type of sub-parsers is private


def add_complaint_acts(acts: Acts) -> None:
    """Add the acts."""
    acts.choices["show"].add_argument(
        "--identity", action="store_true", help="连反映人一起看；谁在何时看过会留下记录"
    )
    paper = acts.choices["print"]
    paper.add_argument(
        "--form",
        choices=[form.value for form in COMPLAINT_FORM_LABEL],
        metavar="|".join(form.value for form in COMPLAINT_FORM_LABEL),
        help="印哪一种：" + "、".join(COMPLAINT_FORM_LABEL.values()) + "；不写印受理核实记录表",
    )
    paper.add_argument("--identity", action="store_true", help="印上反映人；会留下记录")
    _course(acts)
    _repeats(acts)
    _sealed(acts)


def _course(acts: Acts) -> None:
    terms = _numbered(acts, "terms", "告知、办结、转办异议的期限和理由")
    terms.add_argument("--json", action="store_true")
    verify = _numbered(acts, "verify", "写核实的结果")
    _given(verify, verification="--text", verified_on="--on", visit_no="--visit",
           issue_no="--issue")  # fmt: skip
    _option(verify, "--finding", "finding", list(FINDING_LABEL.values()))
    answer = _numbered(acts, "answer", "写给反映人的答复")
    _given(answer, answer="--text", answered_on="--on")
    _option(answer, "--way", "answer_way", list(ANSWER_WAY_LABEL.values()))
    _option(answer, "--satisfied", "satisfied", list(SATISFACTION_LABEL.values()))
    extend = _numbered(acts, "extend", "延长办结期限，最多 30 日")
    for flag, name, text in (
        ("--to", "extended_to", "延到哪一天"),
        ("--approver", "extension_approver", "谁批准的"),
        ("--reason", "extension_reason", "为什么"),
    ):
        extend.add_argument(flag, dest=name, required=True, metavar=text)
    close = _numbered(acts, "close", "办结")
    _given(close, result="--result", handler="--handler", closed_on="--on")

    issue = _numbered(acts, "issue", "核实属实的列入问题台账；反映人的话一个字也不带")
    issue.add_argument(
        "--from", dest="file", type=Path, required=True, metavar="FILE.json",
        help="问题的字段：description、requirement、deadline 等",
    )  # fmt: skip
    issue.add_argument("--json", action="store_true")


def _repeats(acts: Acts) -> None:
    similar = _numbered(acts, "similar", "同校同类、一年以内的投诉")
    similar.add_argument("--json", action="store_true")
    link = _numbered(acts, "link", "重复的并入首次投诉，两件按一件统计")
    which = link.add_mutually_exclusive_group(required=True)
    which.add_argument("--to", metavar="首次编号")
    which.add_argument("--undo", action="store_true", help="取消并入")


def _sealed(acts: Acts) -> None:
    log = _numbered(acts, "log", "谁在何时看过、写过反映人的信息")
    log.add_argument("--json", action="store_true")
    forget = _numbered(acts, "forget", "删除反映人的信息，不能找回")
    forget.add_argument("--reason", default="", help="理由")
    key = acts.add_parser("office-key", help="督导室：写出接收密钥；督学：登记督导室的密钥")
    way = key.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="F", help="督导室写出的文件")
    way.add_argument("--from", dest="source", type=Path, metavar="F", help="督导室给的文件")
    key.add_argument("--check", default="", metavar="数字", help="电话里核对的最后两组数字")
    out = _numbered(acts, "hand-over", "转督导室：写成只有督导室能打开的一个文件")
    out.add_argument("--out", type=Path, required=True, metavar="F")
    take = acts.add_parser("take-over", help="督导室接收转来的文件")
    take.add_argument("file", type=Path)
    take.add_argument("--json", action="store_true")


def _numbered(acts: Acts, name: str, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = acts.add_parser(name, help=text)
    made.add_argument("no")
    return made


def _given(act: argparse.ArgumentParser, **flags: str) -> None:
    for name, flag in flags.items():
        act.add_argument(flag, dest=name, metavar="日期" if flag == "--on" else "文字")


def _option(act: argparse.ArgumentParser, flag: str, name: str, words: list[str]) -> None:
    act.add_argument(flag, dest=name, choices=words, metavar="|".join(words))
