"""Every kind of document that the program makes, for people to look up and programs to walk."""

from enum import StrEnum
from typing import Final, NamedTuple

from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import LETTER_BASE, LetterBase, LetterKind
from inspector_app.domain.register_options import ComplaintForm


class FileFormat(StrEnum):
    """What a document is written as, by the ending of the file."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"


class DocumentKind(NamedTuple):
    """One kind of document.

    Attributes:
        code: a short stable name.
        name: what it is called.
        made_from: which data it is made from, in Chinese.
        formats: what it is written as.
        commands: how the command line makes each of the formats, in their order.
    """

    code: str
    name: str
    made_from: str
    formats: tuple[FileFormat, ...]
    commands: tuple[str, ...]


def _kind(code: str, name: str, made_from: str, *commands: str) -> DocumentKind:
    """Return a kind whose ``commands`` make a PDF, a Word and perhaps an Excel file."""
    return DocumentKind(code, name, made_from, tuple(FileFormat)[: len(commands)], commands)


# What a letter is made from, and what is written after its kind.
_MADE_FROM: Final = {
    LetterBase.ISSUES: ("一份督导记录里的几个问题", "编号"),
    LetterBase.EACH_ISSUE: ("台账里的一个问题和它的经过", "编号"),
    LetterBase.RECORDS: ("一份督导记录，或一个专项的记录", "编号"),
    LetterBase.SCHOOL: ("名册里的一所学校和它未销号的问题", "标识码"),
    LetterBase.CAMPAIGN: ("一个专项督导的总体反馈意见，附问题清单", "专项编号"),
}


def _letter(kind: LetterKind) -> DocumentKind:
    made_from, subject = _MADE_FROM[LETTER_BASE[kind]]
    return _kind(
        kind.value.replace("_", "-"), LETTER_KIND_LABEL[kind], made_from,
        f"letter print {kind.value} {subject} --out F",
        f"letter print {kind.value} {subject} --docx F",
    )  # fmt: skip


_DUTY_PAPERS: Final = (
    ("responsibilities", "责任清单", "一份责任分解：每项指标谁牵头、谁配合、负什么责任"),
    ("tasks", "任务清单", "一份责任分解：任务、时限、状态和进展，逾期的点名"),
    ("matrix", "责任矩阵", "一份责任分解：指标和部门对照，各部门牵头、配合几项"),
)


def _of_duty(code: str, name: str, made_from: str) -> DocumentKind:
    command = f"duty table 分解编号 --form {name}"
    return _kind(code, name, made_from, f"{command} --pdf F", f"{command} --docx F",
                 f"{command} --xlsx F")  # fmt: skip


DOCUMENT_KINDS: Final = (
    _kind("visit", "入校督导记录表", "一份督导记录（含听课、问题、照片）",
          "visit pdf 编号 --out F", "visit docx 编号 --out F"),
    _kind("signing", "送签稿", "一份督导记录的草稿，每打一稿编一个号；Word 用打印过的那一稿的号",
          "visit signing 编号 --out F", "visit signing 编号 --docx F"),
    _kind("blank-visit", "空白入校督导记录表", "一所学校，占用一个记录编号",
          "visit blank --school 标识码 --out F", "visit blank --school 标识码 --docx F"),
    _kind("visits", "当月督导记录合订", "一个月已定稿的督导记录",
          "visits pdf --month YYYY-MM --out F", "visits docx --month YYYY-MM --out F"),
    _kind("lesson", "听课记录表", "一份督导记录里的听课",
          "lesson pdf 编号 --out F", "lesson docx 编号 --out F"),
    _kind("blank-lesson", "空白听课记录表", "可以写明是哪份记录的，印上学校、日期和记录编号",
          "lesson blank --out F", "lesson blank --docx F"),
    _kind("interview", "访谈记录表", "一份督导记录里的访谈，保密的也印",
          "interview pdf 编号 --out F", "interview docx 编号 --out F"),
    _kind("questionnaire", "问卷调查统计表", "一份督导记录里的问卷",
          "questionnaire pdf 编号 --out F", "questionnaire docx 编号 --out F"),
    _kind("checklist", "专项检查表", "一份督导记录里填好的检查表",
          "checklist print 编号 --out F", "checklist print 编号 --docx F"),
    _kind("blank-checklist", "空白专项检查表", "程序带的或区里发布的检查表，可以写明是哪份记录的",
          "checklist blank 检查表 --out F", "checklist blank 检查表 --docx F"),
    _kind("form", "督导表单", "一份督导记录里填好的表单",
          "visit-form print 编号 --out F", "visit-form print 编号 --docx F"),
    _kind("blank-form", "空白督导表单", "本机发布过的表单，可以写明是哪份记录的",
          "visit-form blank 表单 --out F", "visit-form blank 表单 --docx F"),
    _kind("form-counts", "表单汇总", "几份记录里填好的同一张表单：一个专项、一个月，或全部",
          "form counts 表单 --out F", "form counts 表单 --docx F", "form counts 表单 --xlsx F"),
    _kind("month", "入校督导月统计表", "一个月已定稿的督导记录、问题和投诉",
          "month YYYY-MM --pdf F", "month YYYY-MM --docx F", "month YYYY-MM --xlsx F"),
    _kind("tables", "入校督导统计表", "任何一段时间已定稿的记录、问题、投诉和登记，附图",
          "table term --pdf F", "table term --docx F", "table term --xlsx F"),
    _kind("ledger", "问题整改台账", "一个月的问题，或全部未销号的问题",
          "ledger --month YYYY-MM --pdf F", "ledger --month YYYY-MM --docx F",
          "ledger --month YYYY-MM --xlsx F"),
    _kind("plate", "责任督学公示牌", "名册里的一所学校和它的责任督学",
          "plate --school 标识码 --out F", "plate --school 标识码 --docx F"),
    _kind("plates", "全部责任督学公示牌", "名册里的学校和责任分配，一校一页",
          "plates --out F", "plates --docx F"),
    _kind("plate-coverage", "责任督学标牌覆盖表", "名册里在办的学校和登记的挂牌日期",
          "plates coverage --out F", "plates coverage --docx F"),
    _kind("register", "登记表", "任何一种登记的一条：会议、意见建议、聘任等，各有各的表名",
          "meeting print 登记编号 --out F", "meeting print 登记编号 --docx F"),
    _kind("register-list", "登记一览表", "任何一种登记里列出的各条",
          "meeting list --pdf F", "meeting list --docx F", "meeting list --xlsx F"),
    _kind("selfcheck", "自评表", "一份自评表：各项评定、合格数、要整改的项目；Excel 可填写再读回",
          "selfcheck table 自评表编号 --pdf F", "selfcheck table 自评表编号 --docx F",
          "selfcheck table 自评表编号 --xlsx F"),
    *(_of_duty(code, name, made_from) for code, name, made_from in _DUTY_PAPERS),
    _kind("call-note", COMPLAINT_FORM_LABEL[ComplaintForm.CALL_NOTE],
          "一件投诉；不写明就不带反映人",
          "complaint print 投诉编号 --form call_note --out F",
          "complaint print 投诉编号 --form call_note --docx F"),
    _kind("complaint-handling", COMPLAINT_FORM_LABEL[ComplaintForm.HANDLING],
          "一件投诉；不写明就不带反映人",
          "complaint print 投诉编号 --form handling --out F",
          "complaint print 投诉编号 --form handling --docx F"),
    _kind("complaint-review", COMPLAINT_FORM_LABEL[ComplaintForm.REVIEW],
          "一件投诉；不写明就不带反映人",
          "complaint print 投诉编号 --form review --out F",
          "complaint print 投诉编号 --form review --docx F"),
    _kind("roster", "督学名册", "督学聘任里某一天在聘期内的督学",
          "appointment roster --out F", "appointment roster --docx F"),
    _kind("zones", "督学责任区一览表", "某一天的责任区：组长、联络人，名册里的督学和学校",
          "zones list --out F", "zones list --docx F"),
    _kind("cases", "典型案例汇编", "几篇已定稿的典型案例，前面有目录",
          "case booklet 案例编号 --out F", "case booklet 案例编号 --docx F"),
    _kind("rectification-report", "整改报告", "一份已定稿的上级意见函，每个问题都有措施",
          "opinion report 意见函编号 --out F", "opinion report 意见函编号 --docx F"),
    _kind("summary", "督导工作总结", "一份总结：草稿的数字是现在的，定稿的留底，重印照原样",
          "summary print 总结编号 --out F", "summary print 总结编号 --docx F"),
    _kind("duty-assessment", "督学个人履职考核表", "一个人的一份总结：履职数据、个人总结、考核意见",
          "report duty --inspector 督学编号 --out F.pdf",
          "report duty --inspector 督学编号 --out F.docx"),
    _kind("dunning", "催报名单", "收下的上报包和名册",
          "office gaps --month YYYY-MM --out F.pdf", "office gaps --month YYYY-MM --docx F.docx",
          "office gaps --month YYYY-MM --xlsx F.xlsx"),
    _kind("district-month", "全区月表核对表", "收下的上报包、各人月报和名册",
          "office month YYYY-MM --pdf F.pdf", "office month YYYY-MM --docx F.docx",
          "office month YYYY-MM --xlsx F.xlsx"),
    _kind("task-board", "任务办理情况", "布置的任务、写明任务的督导记录和答复",
          "task list --out F.pdf", "task list --docx F.docx", "task list --xlsx F.xlsx"),
    _kind("travel", "督学交通和误餐天数表", "一段时间已定稿的入校记录",
          "report travel --month YYYY-MM --out F.pdf", "report travel --month YYYY-MM --out F.docx",
          "report travel --month YYYY-MM --out F.xlsx"),
    _kind("numbers", "发文字号登记表", "一个机关代字一年的文号：预留、用了、作废和空号",
          "number list 机关代字 --out F.pdf", "number list 机关代字 --out F.docx",
          "number list 机关代字 --out F.xlsx"),
    *(_letter(kind) for kind in LetterKind),
    _kind("balance", "优质均衡达标测算表", "一份各校数据的工作簿，附不达标项清单；存下的用 show",
          "indicators balance 工作簿 --pdf F", "indicators balance 工作簿 --docx F",
          "indicators balance 工作簿 --xlsx F"),
    _kind("balance-failing", "优质均衡不达标项清单", "一份工作簿，或一份存下的测算",
          "indicators failing 测算编号 --pdf F", "indicators failing 测算编号 --docx F",
          "indicators failing 测算编号 --xlsx F"),
    _kind("creation-plan", "优质均衡创建计划", "一份存下的测算的创建计划",
          "indicators plan list 测算编号 --pdf F", "indicators plan list 测算编号 --docx F",
          "indicators plan list 测算编号 --xlsx F"),
    _kind("departure", "出发前一页纸", "一所学校的记录、问题、听课和计划；可连空白记录表留编号",
          "departure --school 标识码 --out F", "departure --school 标识码 --docx F"),
)  # fmt: skip
"""In the order in which a handbook lists them."""
