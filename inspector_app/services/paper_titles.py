"""What papers that need no record to be named are called."""

from typing import Final

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.services.wishes import (
    BalancePart,
    BalancePrint,
    CasesPrint,
    CreationPlanPrint,
    DeparturePrint,
    DistrictMonthPrint,
    DistrictsPrint,
    DunningPrint,
    EntriesPrint,
    LedgerPrint,
    LetterPrint,
    MonthPrint,
    NumbersPrint,
    PeriodPrint,
    PlateCoveragePrint,
    PlatePrint,
    ReportPrint,
    RosterPrint,
    Single,
    TaskBoardPrint,
    TravelPrint,
    TypedPrint,
    ZonesPrint,
)

_PLATE: Final = "责任督学公示牌"


def title_of_paper(wish: Single) -> str:
    """Return the title of what needs no record to be named."""
    if isinstance(wish, LetterPrint):
        return f"{LETTER_KIND_LABEL[wish.kind]} {wish.reference}".strip()
    if isinstance(wish, PlatePrint):
        return f"责任督学公示牌 {wish.school_code}"
    if isinstance(wish, DeparturePrint):
        return f"出发前一页纸 {wish.school_code}"
    if isinstance(wish, TravelPrint):
        return f"督学交通和误餐天数表 {wish.first}至{wish.until}"
    return _title_of_table(wish)


def _title_of_table(wish: Single) -> str:
    if isinstance(wish, MonthPrint | DistrictsPrint):
        return f"入校督导月统计表 {wish.month}"
    if isinstance(wish, DunningPrint | DistrictMonthPrint):
        name = "催报名单" if isinstance(wish, DunningPrint) else "全区月表核对表"
        return f"{name} {wish.month}"
    if isinstance(wish, TypedPrint):
        return "督导室代录的督导记录"
    if isinstance(wish, PeriodPrint):
        return f"入校督导统计表 {wish.period.name}"
    return _title_of_list(wish) or _title_of_register(wish) or _title_of_balance(wish) or _PLATE


def _title_of_list(wish: Single) -> str:
    if isinstance(wish, LedgerPrint):
        return f"问题整改台账 {wish.month or '未销号'}"
    if isinstance(wish, ZonesPrint):
        return f"督学责任区一览表 {wish.on}"
    if isinstance(wish, NumbersPrint):
        return f"发文字号登记表 {wish.code}〔{wish.year}〕"
    if isinstance(wish, PlateCoveragePrint):
        return f"责任督学标牌覆盖表 {wish.on}"
    return "任务办理情况" if isinstance(wish, TaskBoardPrint) else ""


def _title_of_balance(wish: Single) -> str:
    if isinstance(wish, CreationPlanPrint):
        return "优质均衡创建计划"
    if isinstance(wish, BalancePrint):
        name = f" {wish.workbook.stem}" if wish.workbook else ""
        failing = wish.part is BalancePart.FAILING
        return f"{'优质均衡不达标项清单' if failing else '优质均衡达标测算'}{name}"
    return ""


def _title_of_register(wish: Single) -> str:
    if isinstance(wish, EntriesPrint):
        return f"{KINDS[wish.wanted.kind].name}一览表 {wish.wanted.words()}"
    if isinstance(wish, RosterPrint):
        return f"督学名册 {wish.on}"
    if isinstance(wish, CasesPrint):
        return f"典型案例汇编 {len(wish.uids)}篇"
    if isinstance(wish, ReportPrint):
        return "整改报告"
    return ""
