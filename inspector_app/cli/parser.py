"""The commands and their arguments."""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from inspector_app import __version__
from inspector_app.base.override import override
from inspector_app.cli.checklist_parser import checklist_commands
from inspector_app.cli.document_archive import archive_acts
from inspector_app.cli.export import export_commands
from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.cli.form_parser import form_commands
from inspector_app.cli.indicator_parser import indicator_commands
from inspector_app.cli.issue_parser import issue_commands
from inspector_app.cli.joint_parser import joint_commands, joint_visit_acts, peers_commands
from inspector_app.cli.layout_parser import layout_commands
from inspector_app.cli.letter_parser import letter_commands
from inspector_app.cli.month_parser import add_month_acts
from inspector_app.cli.number_parser import number_commands
from inspector_app.cli.office_parser import office_commands
from inspector_app.cli.packs_parser import pack_commands
from inspector_app.cli.period_tables import table_commands
from inspector_app.cli.phrase_parser import phrase_commands
from inspector_app.cli.plan_parser import add_plan_commands
from inspector_app.cli.plates import add_plate_acts
from inspector_app.cli.posts import add_people_commands
from inspector_app.cli.register_parser import add_registers
from inspector_app.cli.reply_parser import reply_commands
from inspector_app.cli.report_parser import report_commands
from inspector_app.cli.returns_parser import returned_commands
from inspector_app.cli.share_parser import share_commands
from inspector_app.cli.standard_parser import add_standard_commands
from inspector_app.cli.talk_parser import add_talk_commands
from inspector_app.cli.tasks_parser import task_commands
from inspector_app.cli.trust_parser import trust_commands
from inspector_app.cli.typed_parser import typed_commands
from inspector_app.cli.upwards_parser import upwards_commands
from inspector_app.cli.visit_form_parser import visit_form_commands
from inspector_app.cli.wrong_use import help_in_chinese, mistake_in_chinese, named_in_chinese
from inspector_app.services.own_fonts import ROLE_NAMES

Commands = Any  # argparse's own type of sub-parsers is private


_Action = TypeVar("_Action", bound=argparse.Action)


class _Parser(argparse.ArgumentParser):
    """Says in Chinese how a command is written, and what is wrong with one."""

    @override
    def _add_action(self, action: _Action) -> _Action:
        return super()._add_action(named_in_chinese(action))

    @override
    def format_usage(self) -> str:
        return help_in_chinese(super().format_usage())

    @override
    def format_help(self) -> str:
        return help_in_chinese(super().format_help())

    @override
    def error(self, message: str) -> NoReturn:
        wrong = mistake_in_chinese(message)
        self.exit(2, f"{self.format_usage()}命令写法不对：{wrong}。用 --help 查看写法。\n")


def build_parser(arguments: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser of ``inspector-app``.

    Args:
        arguments: what it is to parse: only the command that they begin with is made, for all of
            them take longer than most commands run. Without a command that there is, all are made.
    """
    asked = None if arguments is None else _command_in(arguments)
    if asked is not None:
        parser, made = _parser(asked)
        if made:
            return parser
    return _parser(None)[0]


def _command_in(arguments: Sequence[str]) -> str | None:
    """Return the first word that is no option, nor what ``--data`` names."""
    words = iter(arguments)
    for word in words:
        if word == "--data":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _parser(asked: str | None) -> tuple[argparse.ArgumentParser, bool]:
    """Return the parser, and whether the command that is asked for is in it."""
    parser = _Parser(prog="inspector-app", description="入校督导工作台：不带命令时打开窗口。")
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹")
    parser.add_argument("--version", action="version", version=__version__, help="显示版本")
    every = parser.add_subparsers(dest="command", metavar="命令")
    commands: Commands = every if asked is None else _Asked(every, asked)
    for add in (
        _setup_commands, _list_commands, _visit_commands, joint_commands, peers_commands,
        _document_commands, _month_commands, table_commands,
        _bundle_commands, _calendar_commands, issue_commands, reply_commands,
        add_standard_commands, add_registers, letter_commands, add_plan_commands,
        add_talk_commands, indicator_commands, add_people_commands, checklist_commands,
        form_commands, visit_form_commands, layout_commands, _term_commands, _other_commands,
        report_commands, trust_commands, office_commands, share_commands,
        returned_commands, pack_commands, number_commands, phrase_commands, export_commands,
        upwards_commands, task_commands, typed_commands,
    ):  # fmt: skip
        add(commands)
    return parser, asked in every.choices


class _Asked:
    """Makes the one command that is asked for, and lets the others go."""

    def __init__(self, commands: Commands, asked: str) -> None:
        self._commands, self._asked = commands, asked

    @property
    def choices(self) -> Mapping[str, Any]:
        """The commands by name; what is added to one that nobody asked for is let go."""
        return defaultdict(lambda: _LET_GO, self._commands.choices)

    def add_parser(self, name: str, **options: Any) -> Any:
        """Return the parser of the command, or what takes everything that is added to it."""
        return self._commands.add_parser(name, **options) if name == self._asked else _LET_GO


class _LetGo:
    """Stands for the parser of a command that nobody asked for, and for all that is in it."""

    def __getattr__(self, _name: str) -> "_LetGo":
        return self

    def __getitem__(self, _name: str) -> "_LetGo":
        return self

    def __call__(self, *_: object, **__: object) -> "_LetGo":
        return self


_LET_GO: Final = _LetGo()


def _setup_commands(commands: Commands) -> None:
    init = commands.add_parser("init", help="建立数据文件夹")
    init.add_argument(
        "--role", choices=("laptop", "office"), default="laptop", help="督学电脑或督导室"
    )
    init.add_argument("--district", default="000000", metavar="区划六位")
    init.add_argument("--inspector", default="", metavar="督学编号")
    init.add_argument("--number-block", type=int, default=1, help="本机记录流水号从几开始")
    demo = commands.add_parser("demo", help="写入按规则生成的演示数据（没有真实姓名）")
    demo.add_argument("--years", type=int, default=1)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument(
        "--life", action="store_true", help="过去一年各月已锁定，有版次、补报和出过的文书"
    )
    load = commands.add_parser("import", help="从 Excel 或 CSV 导入")
    what = load.add_subparsers(dest="what", required=True, metavar="内容")
    for name, text in (("roster", "名册：学校、督学、责任分配"), ("visits", "以往记录")):
        one = what.add_parser(name, help=text)
        one.add_argument("file", type=Path)
        one.add_argument("--preview", action="store_true", help="只看将新增、更新和拒收什么")
        one.add_argument("--json", action="store_true")
        if name == "visits":
            one.add_argument("--accept-valid", action="store_true", help="有坏行时仍导入其余的好行")


def _list_commands(commands: Commands) -> None:
    for name, text in (("schools", "学校名单"), ("inspectors", "督学名单")):
        one = commands.add_parser(name, help=text)
        one.add_argument("--json", action="store_true")
    people = commands.choices["inspectors"]
    people.add_argument("--on", metavar="日期", help="哪一天的责任区和任职；不写就是今天")
    acts = people.add_subparsers(dest="act", metavar="动作")
    change = acts.add_parser("set", help="改督学卡的一项：专长、学段、学历、教育工作起始年、职务")
    change.add_argument("person", metavar="督学编号或姓名")
    change.add_argument("field", metavar="项目")
    change.add_argument("value", metavar="内容")
    visits = commands.add_parser("visits", help="督导记录")
    visits.add_argument("--month", metavar="YYYY-MM")
    visits.add_argument("--inspector", metavar="督学编号")
    visits.add_argument("--json", action="store_true")
    acts = visits.add_subparsers(dest="act", metavar="动作")
    for name, text in (
        ("pdf", "一个月已定稿的记录印成一个 PDF"),
        ("docx", "一个月已定稿的记录存成一个 Word 文件"),
    ):
        bound = acts.add_parser(name, help=text)
        bound.add_argument("--month", required=True, metavar="YYYY-MM")
        bound.add_argument("--inspector", metavar="督学编号")
        bound.add_argument("--out", type=Path, required=True, metavar="F")


def _visit_commands(commands: Commands) -> None:
    visit = commands.add_parser("visit", help="一份督导记录")
    acts = visit.add_subparsers(dest="act", required=True, metavar="动作")
    new = acts.add_parser("new", help="新建草稿")
    new.add_argument("--from", dest="source", type=Path, metavar="FILE.json")
    new.add_argument("--inspector", metavar="督学", help="督导室代录：责任督学是谁，计在他名下")
    change = acts.add_parser("set", help="改一个字段")
    change.add_argument("no")
    change.add_argument(
        "field", help="字段，如 advice；某一行的字段写成 issues[0].deadline、lessons[0].topic"
    )
    change.add_argument("value", help="文字；多项用、隔开；数量写成 JSON")
    for name, text in (
        ("add-lesson", "加一节听课"),
        ("add-issue", "加一个问题"),
        ("add-interview", "加一次访谈"),
        ("add-questionnaire", "加一份问卷"),
    ):
        one = acts.add_parser(name, help=text)
        one.add_argument("no")
        one.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE.json")
    word = acts.add_parser("read-word", help="从 Word 读入：先看认出了什么，再新建或补进草稿")
    word.add_argument("file", type=Path)
    word.add_argument("--into", metavar="编号", help="new 新建草稿；或草稿的记录编号；不写只看")
    word.add_argument("--json", action="store_true")
    _visit_photos(acts)
    for name, text in (("file", "定稿"), ("restore", "从回收站恢复"), ("abandon", "放弃更正")):
        acts.add_parser(name, help=text).add_argument("no")
    for name, text in (("correct", "更正"), ("void", "作废"), ("discard", "移到回收站")):
        one = acts.add_parser(name, help=text)
        one.add_argument("no")
        one.add_argument("--reason", default="", help="理由")
    show = acts.add_parser("show", help="看一份记录")
    show.add_argument("no")
    show.add_argument("--json", action="store_true")
    joint_visit_acts(acts)
    _visit_papers(acts)


def _visit_photos(acts: Commands) -> None:
    photo = acts.add_parser("add-photo", help="放入照片")
    photo.add_argument("no")
    photo.add_argument("files", nargs="+", type=Path)
    where = photo.add_mutually_exclusive_group()
    where.add_argument("--signed", type=int, default=0, metavar="N", help="是送签稿 N 的签字盖章件")
    where.add_argument("--lesson", type=int, metavar="N", help="是第 N 节听课的听课本")
    where.add_argument("--issue", type=int, metavar="N", help="是问题 N 的照片")
    photo.add_argument("--role", metavar="用途", help="问题的照片：现场照片、整改前、整改后")
    photo.add_argument("--taken", metavar="时间", help="手填的时间，如 2026-11-18 10:15")


def _visit_papers(acts: Commands) -> None:
    pdf = acts.add_parser("pdf", help="打印成 PDF")
    docx = acts.add_parser("docx", help="存成 Word 文件，可以修改")
    for one in (pdf, docx):
        one.add_argument("no")
        one.add_argument("--out", type=Path, required=True, metavar="F")
        which = one.add_mutually_exclusive_group()
        which.add_argument("--school-copy", action="store_true", help="给学校的一份")
        which.add_argument("--with-confidential", action="store_true", help="连保密的访谈一起印")
        one.add_argument("--layout", default="", metavar="名称", help="填进本区自己的表样")
    signing = acts.add_parser("signing", help="打印送签稿；打印过的可存成 Word，编号不变")
    signing.add_argument("no")
    add_pdf_or_docx(signing)
    signing.add_argument(
        "--draft", type=int, default=0, metavar="N", help="Word 要第几稿；不写就是最近的一稿"
    )
    for one in (pdf, signing):
        one.add_argument("--box-missing", action="store_true", help="字体没有的字印成方框")
    blank = acts.add_parser("blank", help="占一个编号，印出空白记录表，带去手填")
    blank.add_argument("--school", required=True, metavar="标识码")
    add_pdf_or_docx(blank)


def _document_commands(commands: Commands) -> None:
    document = commands.add_parser("document", help="本程序能印的各种文件")
    acts = document.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("kinds", help="列出种类").add_argument("--json", action="store_true")
    archive_acts(acts)
    sign = acts.add_parser("sign", help="用单位的证书给一份 PDF 加电子签名；密码另问")
    sign.add_argument("file", type=Path)
    sign.add_argument("--key", type=Path, required=True, metavar="P12", help="证书文件 .p12、.pfx")
    sign.add_argument("--out", type=Path, required=True, metavar="F")
    sign.add_argument("--reason", default="", metavar="事由")
    sign.add_argument("--place", default="", metavar="地点")
    ledger = commands.add_parser("ledger", help="问题整改台账：一个月的，或全部未销号的")
    ledger.add_argument("--month", metavar="YYYY-MM")
    ledger.add_argument("--inspector", metavar="督学编号")
    ledger.add_argument("--pdf", type=Path, metavar="F")
    ledger.add_argument("--docx", type=Path, metavar="F")
    ledger.add_argument("--xlsx", type=Path, metavar="F")
    for name, text in (
        ("plate", "一所学校的责任督学公示牌"),
        ("plates", "本机名下各校的公示牌；督导室是全区各校"),
    ):
        add_pdf_or_docx(commands.add_parser(name, help=text))
    commands.choices["plate"].add_argument("--school", required=True, metavar="标识码")
    add_plate_acts(commands.choices["plates"])


def _month_commands(commands: Commands) -> None:
    month = commands.add_parser("month", help="月统计表")
    add_month_acts(month)
    month.add_argument("month", metavar="YYYY-MM")
    month.add_argument("--json", action="store_true")
    month.add_argument("--now", action="store_true", help="已上报的月份也按现有记录重算")
    month.add_argument("--pdf", type=Path, metavar="F")
    month.add_argument("--docx", type=Path, metavar="F")
    month.add_argument("--xlsx", type=Path, metavar="F")
    month.add_argument("--layout", default="", metavar="名称", help="按本区自己的表样填")


def _bundle_commands(commands: Commands) -> None:
    bundle = commands.add_parser("bundle", help="上报包")
    acts = bundle.add_subparsers(dest="act", required=True, metavar="动作")
    export = acts.add_parser("export", help="写出一个月的上报包，或上次以来的新内容")
    export.add_argument("--inspector", required=True, metavar="督学编号")
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--month", metavar="YYYY-MM")
    what.add_argument("--news", action="store_true", help="上次上报以来的记录和台账，不带照片")
    what.add_argument("--no-visits", metavar="YYYY-MM", help="这个月没有入校：零上报")
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--json", action="store_true")
    made = acts.add_parser("list", help="做过的上报包和它们的状态")
    made.add_argument("--json", action="store_true")
    save = acts.add_parser("save", help="另存做过的上报包")
    save.add_argument("seq", type=int, nargs="+", metavar="第几包")
    save.add_argument("--to", type=Path, required=True, metavar="DIR")
    verify = acts.add_parser("verify", help="核验一个上报包，或文件夹里的全部")
    verify.add_argument("file", type=Path)
    verify.add_argument("--json", action="store_true")
    recovery = acts.add_parser("recovery", help="查看或设置恢复密钥")
    wanted = recovery.add_mutually_exclusive_group()
    wanted.add_argument("--key", default="", metavar="age1…", help="恢复密钥的公开部分")
    wanted.add_argument("--remove", action="store_true", help="以后不再用恢复密钥加密")
    materials = acts.add_parser("materials", help="写出报送材料文件夹")
    materials.add_argument("--month", required=True, metavar="YYYY-MM")
    materials.add_argument("--to", type=Path, required=True, metavar="DIR")
    materials.add_argument("--inspector", default="", metavar="督学编号")


def _calendar_commands(commands: Commands) -> None:
    calendar = commands.add_parser("calendar", help="校历：学期、放假和上班、期限")
    acts = calendar.add_subparsers(dest="act", required=True, metavar="动作")
    year = acts.add_parser("list", help="一个学年的学期、放假和上班的日子、各月上课日")
    year.add_argument("--year", metavar="学年", help="如 2026-2027 或 2026；不写就是今天所在的学年")
    show = acts.add_parser("show", help="一天是不是工作日、上课日，在第几教学周")
    show.add_argument("date", metavar="日期")
    term = acts.add_parser("add-term", help="设一个学期；已经设过的换成新的")
    term.add_argument("--first", required=True, metavar="日期", help="开学的一天")
    term.add_argument("--last", required=True, metavar="日期", help="放假前的最后一天")
    term.add_argument("--week-one", metavar="日期", help="第1教学周的星期一；不写就是开学那一周")
    remove = acts.add_parser("remove-term", help="取消设过的学期，改回推算的起止日")
    for one in (term, remove):
        one.add_argument("year", metavar="学年", help="如 2026-2027")
        one.add_argument("term", metavar="学期", help="1 或 2，第一学期或第二学期")
    change = acts.add_parser("set-day", help="本区自己安排一天或几天放假或上班")
    clear = acts.add_parser("clear-day", help="取消本区自己的安排")
    for one in (change, clear):
        one.add_argument("date", metavar="日期")
        one.add_argument("--to", metavar="日期", help="几天连在一起时的最后一天")
    change.add_argument("kind", metavar="放假|上班")
    change.add_argument("--reason", default="", metavar="理由")
    load = acts.add_parser("import", help="导入一年的放假安排：列名 日期、放假/上班、说明")
    load.add_argument("file", type=Path)
    due = acts.add_parser("deadline", help="从一天起若干天，到哪一天为止，为什么")
    due.add_argument("--from", dest="start", required=True, metavar="日期")
    due.add_argument("--days", type=int, required=True, metavar="N")
    due.add_argument("--working", action="store_true", help="按工作日算；不写就按自然日")
    for one in (year, show, load, due):
        one.add_argument("--json", action="store_true")


def _term_commands(commands: Commands) -> None:
    term = commands.add_parser("term", help="一个学期")
    acts = term.add_subparsers(dest="act", required=True, metavar="动作")
    gate = acts.add_parser("gate", help="五有：还缺什么")
    gate.add_argument("--on", metavar="日期", help="学期里的一天；不写就是今天")
    gate.add_argument("--json", action="store_true")


def _other_commands(commands: Commands) -> None:
    search = commands.add_parser("search", help="全文检索")
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=50)
    search.add_argument("--json", action="store_true")
    fonts = commands.add_parser("fonts", help="打印用的字体：程序自带的，或单位自己的")
    acts = fonts.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("list", help="列出各种字体现在用的文件")
    for name, text in (("set", "换成单位自己的字体文件"), ("reset", "改回程序自带的")):
        one = acts.add_parser(name, help=text)
        one.add_argument("role", choices=list(ROLE_NAMES.values()), metavar="字体")
        if name == "set":
            one.add_argument("file", type=Path)
    check = commands.add_parser("check", help="检查数据是否完整")
    check.add_argument("--json", action="store_true")
