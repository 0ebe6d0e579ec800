"""The commands of the registers, made from their kinds."""

from pathlib import Path
from typing import Any, Final

from inspector_app.cli.complaint_parser import add_complaint_acts
from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.cli.letter_parser import add_reference
from inspector_app.cli.posts import add_post_acts, add_unit_acts
from inspector_app.cli.report_parser import SKELETON_HELP
from inspector_app.cli.standard_parser import add_duty_acts, add_selfcheck_acts
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.labels.summaries import SUMMARY_GENRE_LABEL, SUMMARY_SPAN_LABEL
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.training import HOURS_WANTED

Commands = Any  # argparse's own type of sub-parsers is private
_REASONED: Final = (("correct", "更正"), ("void", "作废"), ("discard", "移到回收站"))
_PLAIN: Final = (("file", "定稿"), ("restore", "从回收站恢复"), ("abandon", "放弃更正"))


def add_registers(commands: Commands) -> None:
    """Add a command for every kind of entry."""
    for kind in KINDS.values():
        command = commands.add_parser(kind.id, help=f"{kind.name}：{kind.purpose}")
        acts = command.add_subparsers(dest="act", required=True, metavar="动作")
        _list(acts, kind)
        _write(acts)
        _live(acts)
        for add in _MORE.get(kind.id, ()):
            add(acts)


def _list(acts: Commands, kind: RegisterKind) -> None:
    found = acts.add_parser("list", help="列出，或印成一览表")
    found.add_argument("--year", type=int, metavar="年")
    found.add_argument(
        "--state", choices=list(ENTRY_STATE_LABEL.values()), metavar="草稿|定稿|作废"
    )
    if kind.school:
        found.add_argument("--school", default="", metavar="标识码或校名")
    if kind.inspector:
        found.add_argument("--inspector", default="", metavar="督学编号或姓名")
    found.add_argument("--text", default="", metavar="词", help="编号、名称和列出的各项里的词")
    found.add_argument("--removed", action="store_true", help="回收站里的")
    found.add_argument("--json", action="store_true")
    found.add_argument("--xlsx", type=Path, metavar="F", help="存成 Excel 文件")
    add_pdf_or_docx(found, pdf="--pdf", text="列出的各条印成 PDF 一览表")
    show = acts.add_parser("show", help="看一条")
    show.add_argument("no")
    show.add_argument("--json", action="store_true")
    paper = acts.add_parser("print", help="印一条")
    paper.add_argument("no")
    add_pdf_or_docx(paper)


def _write(acts: Commands) -> None:
    new = acts.add_parser("add", help="新登记一条，是草稿")
    new.add_argument("--from", dest="source", type=Path, metavar="FILE.json")
    new.add_argument("--json", action="store_true")
    change = acts.add_parser("set", help="改一个字段；分项里的写成 字段[0].分项")
    change.add_argument("no")
    change.add_argument("field")
    change.add_argument("value", help="文字；多项写成 JSON 列表，多人用、隔开")
    row = acts.add_parser("add-row", help="加一个分项，如议题、决定")
    row.add_argument("no")
    row.add_argument("field")
    row.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE.json")
    gone = acts.add_parser("remove-row", help="去掉一个分项")
    gone.add_argument("no")
    gone.add_argument("field")
    gone.add_argument("place", type=int, metavar="N", help="第几个，从 0 数起")


def _live(acts: Commands) -> None:
    for name, text in _PLAIN:
        acts.add_parser(name, help=text).add_argument("no")
    for name, text in _REASONED:
        one = acts.add_parser(name, help=text)
        one.add_argument("no")
        one.add_argument("--reason", default="", help="理由")
    acts.choices["void"].add_argument(
        "--knowing", action="store_true", help="还有记录归在这一条，知道了，仍然作废"
    )


def _count(acts: Commands) -> None:
    count = acts.add_parser("count", help="一年提了多少条，采纳了多少")
    count.add_argument("--year", type=int, required=True, metavar="年")
    count.add_argument("--json", action="store_true")


def _roster(acts: Commands) -> None:
    roster = acts.add_parser("roster", help="某一天在聘期内的督学")
    roster.add_argument("--on", metavar="日期", help="不写就是今天")
    roster.add_argument("--json", action="store_true")
    add_pdf_or_docx(roster)


def _tasks(acts: Commands) -> None:
    tasks = acts.add_parser("tasks", help="会议决定了还没有办完的事")
    tasks.add_argument("--json", action="store_true")


def _hours(acts: Commands) -> None:
    hours = acts.add_parser("hours", help="一年里每人的学时，谁还差多少")
    hours.add_argument("--year", type=int, required=True, metavar="年")
    hours.add_argument("--wanted", type=int, default=HOURS_WANTED, metavar="学时")
    hours.add_argument("--json", action="store_true")


def _attachments(acts: Commands) -> None:
    put = acts.add_parser("attach", help="放入附件，加密保存")
    put.add_argument("no")
    put.add_argument("files", nargs="+", type=Path)
    gone = acts.add_parser("detach", help="去掉一个附件")
    gone.add_argument("no")
    gone.add_argument("place", type=int, metavar="N", help="第几个，从 0 数起")
    out = acts.add_parser("export", help="把附件写出来")
    out.add_argument("no")
    out.add_argument("--to", type=Path, required=True, metavar="DIR")


def _cases(acts: Commands) -> None:
    acts.choices["add"].add_argument(
        "--from-merit", dest="merit", metavar="UID", help="从已定稿记录的一条亮点开始写"
    )
    acts.add_parser("merits", help="可以写成案例的亮点").add_argument(
        "--json", action="store_true"
    )  # fmt: skip
    booklet = acts.add_parser("booklet", help="几篇案例合成一册，前面有目录")
    booklet.add_argument("numbers", nargs="+", metavar="编号")
    add_pdf_or_docx(booklet)


def _campaigns(acts: Commands) -> None:
    for name, text in (
        ("progress", "各组去了几所、还差哪些学校、还剩几天"),
        ("findings", "已定稿记录里的问题按类别和频次归在一起，每类列出问题编号和学校"),
        ("gate", "五有：有计划、有实施、有发现、有交流、有总结，还缺什么"),
    ):
        one = acts.add_parser(name, help=text)
        one.add_argument("no")
        one.add_argument("--json", action="store_true")
    acts.add_parser("draft-opinion", help="从已定稿的记录起草总体反馈意见").add_argument("no")
    acts.add_parser("exchange", help="开始记这个专项的工作交流会").add_argument("no")
    opinion = acts.add_parser("opinion", help="总体反馈意见印成公文")
    opinion.add_argument("no")
    add_pdf_or_docx(opinion)
    add_reference(opinion)
    count = acts.add_parser("count", help="一年里开展了几次专项；另列校次")
    count.add_argument("--year", type=int, required=True, metavar="年")
    count.add_argument("--json", action="store_true")


def _weeks(acts: Commands) -> None:
    draft = acts.add_parser("draft", help="从一周的记录、会议和计划起草")
    draft.add_argument("--inspector", default="", metavar="督学编号或姓名")
    missing = acts.add_parser("missing", help="谁还没有交；督学自己的电脑上只看自己的")
    for one in (draft, missing):
        one.add_argument("--week", metavar="日期", help="那一周的任何一天")
        one.add_argument("--json", action="store_true")
    text = acts.add_parser("text", help="300 字以内的文字，可以发到工作群")
    text.add_argument("no")
    text.add_argument("--json", action="store_true")
    docx = acts.add_parser("docx", help="存成 Word 文件")
    docx.add_argument("no")
    docx.add_argument("--out", type=Path, required=True, metavar="F")


def _summaries(acts: Commands) -> None:
    draft = acts.add_parser("draft", help="从一个学期、学年或年度的记录起草，数字随记录变")
    draft.add_argument("--span", choices=list(SUMMARY_SPAN_LABEL.values()), default="年度",
                       metavar="学期|学年|年度|月度")  # fmt: skip
    draft.add_argument("--genre", choices=list(SUMMARY_GENRE_LABEL.values()),
                       default="督导工作总结", metavar="督导工作总结|整改情况报告")  # fmt: skip
    draft.add_argument("--on", metavar="日期", help="那个期间里的任何一天，不写就是今天")
    draft.add_argument("--zone", default="", metavar="责任区", help="写一个责任区的")
    draft.add_argument("--inspector", default="", metavar="督学编号或姓名", help="写一个人的")
    draft.add_argument("--skeleton", type=Path, metavar="去年的.docx", help=SKELETON_HELP)
    draft.add_argument("--json", action="store_true")
    figures = acts.add_parser("figures", help="列出全部数字；或一个数字背后的记录")
    figures.add_argument("no")
    figures.add_argument("--behind", default="", metavar="数字", help="如 visits，见列出的第一栏")
    figures.add_argument("--json", action="store_true")
    acts.add_parser("refresh", help="文字里的数字都换成现在的").add_argument("no")
    acts.choices["print"].add_argument(
        "--revision", type=int, default=0, metavar="N", help="第几版定稿；不写就是最新的"
    )


def _opinions(acts: Commands) -> None:
    report = acts.add_parser("report", help="整改报告：问题和措施同号对应")
    report.add_argument("no")
    add_pdf_or_docx(report)
    issues = acts.add_parser("issues", help="每个问题列入问题台账，编号照函里的；可以反复做")
    issues.add_argument("no")
    issues.add_argument("--json", action="store_true")
    take = acts.add_parser("import", help="从文字文件（.txt）读出文号、亮点、问题、建议，存成草稿")
    take.add_argument("file", type=Path)
    take.add_argument("--json", action="store_true")


def _monitors(acts: Commands) -> None:
    acts.choices["show"].add_argument(
        "--identity", action="store_true", help="连联系方式一起看；谁在何时看过会留下记录"
    )


_MORE: Final = {
    "unit": (add_unit_acts,),
    "post": (add_post_acts,),
    "monitor": (_monitors,),
    "complaint": (add_complaint_acts,),
    "suggestion": (_count,),
    "appointment": (_roster,),
    "meeting": (_tasks,),
    "training": (_hours,),
    "policy": (_attachments,),
    "group": (_attachments,),
    "selfcheck": (add_selfcheck_acts,),
    "duty": (add_duty_acts,),
    "case": (_cases,),
    "campaign": (_campaigns,),
    "weekly": (_weeks,),
    "opinion": (_opinions,),
    "summary": (_summaries,),
}
