"""The arguments of ``issue``."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.cli.issues import STEPS


def issue_commands(commands: Any) -> None:
    """Add ``issue`` with a verb for every step of 整改."""
    issue = commands.add_parser("issue", help="问题台账：清单、一个问题的经过、记一步整改")
    acts = issue.add_subparsers(dest="act", required=True, metavar="动作")
    _lists(acts)
    _add(acts)
    photo = acts.add_parser("add-photo", help="给一个问题放照片：整改后、学校回复、送达回证")
    photo.add_argument("no", metavar="问题编号")
    photo.add_argument("files", nargs="+", type=Path)
    photo.add_argument("--role", default="整改后", metavar="用途", help="不写就是整改后")
    show = acts.add_parser("show", help="一个问题和它的全部经过")
    show.add_argument("no", metavar="问题编号")
    show.add_argument("--json", action="store_true")
    for name, (_, text) in STEPS.items():
        _step(acts.add_parser(name, help=text))


def _lists(acts: Any) -> None:
    listed = acts.add_parser("list", help="清单和还有多少没有销号")
    listed.add_argument("--school", metavar="学校", help="校名、简称或标识码")
    listed.add_argument("--inspector", metavar="督学", help="由谁发现")
    listed.add_argument("--follower", metavar="督学", help="今天由谁负责的学校")
    listed.add_argument("--topic", metavar="事项", help="T1–T8、K1–K4")
    listed.add_argument("--source", metavar="来源", help="经常性、专项、意见函、投诉、自评自查等")
    listed.add_argument("--matter", metavar="事项", help="督学、督政、评估监测")
    listed.add_argument("--severity", metavar="程度", help="轻微、一般、严重、安全隐患")
    listed.add_argument("--open", action="store_true", help="只要没有销号的")
    listed.add_argument("--overdue", action="store_true", help="只要逾期的")
    listed.add_argument("--text", metavar="文字", help="问题描述或编号里有的字")
    listed.add_argument("--limit", type=int, default=-1, metavar="N", help="最多列几条")
    common = acts.add_parser("common", help="共性问题：几所学校都有的")
    common.add_argument("--schools", type=int, default=2, metavar="N", help="至少几所学校")
    for one in (listed, common):
        one.add_argument("--json", action="store_true")


def _add(acts: Any) -> None:
    new = acts.add_parser("add", help="把督导记录以外发现的问题列入台账；重复列入不会多出一条")
    new.add_argument(
        "--source", required=True, metavar="来源", help="意见函、投诉、自评自查、上级督导、监测"
    )
    new.add_argument("--ref", default="", metavar="文号", help="文号、指标或编号")
    new.add_argument("--school", default="", metavar="学校", help="被督导的学校：标识码或校名")
    new.add_argument("--unit", default="", metavar="单位", help="被督导的部门，不是学校时写")
    new.add_argument("--matter", default="", metavar="事项", help="督学、督政、评估监测")
    new.add_argument(
        "--on", dest="found_on", default="", metavar="日期", help="发现日期，不写就是今天"
    )
    new.add_argument(
        "--from", dest="file", type=Path, required=True, metavar="FILE.json",
        help="一个问题的字段，或几个问题的列表；- 是标准输入",
    )  # fmt: skip
    new.add_argument("--json", action="store_true")


def _step(one: argparse.ArgumentParser) -> None:
    one.add_argument("nos", nargs="+", metavar="问题编号", help="可以一次写几个")
    one.add_argument("--on", metavar="日期", help="哪一天；不写就是今天")
    one.add_argument("--note", default="", metavar="说明")
    one.add_argument("--until", metavar="日期", help="新的时限")
    one.add_argument("--person", default="", metavar="谁", help="批准人、签收人、接电话的人、科室")
    one.add_argument("--at", default="", metavar="几时", help="如 08:30")
    one.add_argument("--ref", default="", metavar="文号")
    one.add_argument("--value", default="", metavar="实际值", help="到了多少，如 4")
    one.add_argument("--visit", metavar="记录编号", help="作为依据的另一次入校督导")
    one.add_argument("--photos", action="store_true", help="以整改后、学校回复的照片为凭据")
    one.add_argument("--document", action="append", default=[], metavar="材料", help="佐证材料")
    one.add_argument("--measure", action="append", default=[], metavar="措施",
                     help="可以写几次；如 补充图书｜责任 总务处｜目标 275万余元｜时限 2027-08-31，"
                     "前面写 - 的是上一条的一部分")  # fmt: skip
