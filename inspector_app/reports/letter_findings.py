"""What letters say of records: how they were made, 总体评价, 亮点, 存在问题, 要求, 建议.

The parts are those that 教育督导条例, article 21, asks of an 督导意见书. Where a letter is about
several records, each part is told school by school.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import LetterBlock, Section
from inspector_app.reports.letter_phrases import wanted_of
from inspector_app.reports.matter_rows import methods_text
from inspector_app.reports.words import day

BASIS: Final = "《教育督导条例》和责任督学挂牌督导有关规定"


def how_it_was(visit: Visit, names: Mapping[str, str]) -> str:
    """Return 时间, 组成 and 方式 of one record in sentences."""
    session = f"（{SESSION_LABEL[visit.session]}）" if visit.session else ""
    people = "、".join(names.get(uid, uid) for uid in (visit.lead_id, *visit.peer_ids))
    others = f"，{visit.others.strip()}参加" if visit.others.strip() else ""
    methods = methods_text(visit)
    return (
        f"{day(visit.visited_on)}{session}，责任督学{people}对你单位进行了{kind_of(visit)}督导"
        f"{others}。{f'督导方式：{methods}。' if methods else ''}"
    )


def kind_of(visit: Visit) -> str:
    """Return 督导类型 with the name of the 专项 it belongs to."""
    kind = VISIT_TYPE_LABEL[visit.type] if visit.type else ""
    return f"“{visit.campaign.strip()}”{kind}" if visit.campaign.strip() else kind


def finding_sections(visits: Sequence[Visit]) -> Iterator[LetterBlock]:
    """Yield the sections from 总体评价 to 建议; one that has nothing to say is left out."""
    yield Section(text="总体评价")
    yield LongText(text=_summary(visits))
    for heading, write in (
        ("亮点", _merits),
        ("存在问题", _problems),
        ("限期整改要求", _demands),
        ("建议", _advice),
    ):
        told = list(_by_school(visits, write))
        if told:
            yield Section(text=heading)
            yield from told


def _summary(visits: Sequence[Visit]) -> str:
    """Count what was found: nothing is said in praise or blame that no record says."""
    issues = [issue for visit in visits for issue in visit.issues]
    merits = sum(len(visit.merits) for visit in visits)
    hazards = sum(issue.is_hazard for issue in issues)
    on_the_spot = sum(issue.fixed_on_the_spot for issue in issues)
    schools = len({visit.school_code for visit in visits})
    where = f"督导学校（园）{schools}所，" if schools > 1 else ""
    among = [f"安全隐患{hazards}个"] if hazards else []
    among += [f"当场整改{on_the_spot}个"] if on_the_spot else []
    detail = f"（其中{'、'.join(among)}）" if among else ""
    found = f"发现问题{len(issues)}个{detail}" if issues else "未发现问题"
    return f"本次{where}看到亮点{merits}项，{found}。"


def _by_school(visits: Sequence[Visit], write: Callable[[Visit], str]) -> Iterator[LetterBlock]:
    for visit in visits:
        text = write(visit)
        if not text.strip():
            continue
        if len(visits) > 1:
            name = visit.school.name if visit.school else visit.number
            yield Section(level=2, text=f"{name}（{day(visit.visited_on)}）")
        yield LongText(text=text)


def _merits(visit: Visit) -> str:
    return "\n".join(f"{n}.{merit.text.strip()}" for n, merit in enumerate(visit.merits, start=1))


def _problems(visit: Visit) -> str:
    return "\n".join(
        f"{number}.{issue.description.strip()}{'（已当场整改）' if issue.fixed_on_the_spot else ''}"
        for number, issue in enumerate(visit.issues, start=1)
    )


def _demands(visit: Visit) -> str:
    """Return what is asked of each issue under the number that the issue has above."""
    lines = []
    for number, issue in enumerate(visit.issues, start=1):
        wanted = "" if issue.fixed_on_the_spot else "".join(wanted_of(issue))
        if wanted:
            lines.append(f"问题{number}：{wanted.removeprefix('整改要求：')}")
    return "\n".join(lines)


def _advice(visit: Visit) -> str:
    return visit.advice.strip()
