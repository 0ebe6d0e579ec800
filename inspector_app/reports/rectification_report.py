"""整改报告: the answer to an 意见函; problem n and measure n bear the same number.

The caller makes sure that every problem has its measure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.milestones import Aim
from inspector_app.domain.registers.opinion import Finding
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter, LetterBlock, Section
from inspector_app.reports.letter_phrases import OFFICE
from inspector_app.reports.round_rows import measure_lines
from inspector_app.reports.words import day

_ITEM: Final = 3
_BAR: Final = re.compile("[|｜]")


def rectification_report(
    findings: Sequence[Finding], *, document_no: str, addressee: str, dated: str, record_no: str
) -> Letter:
    """Return the report.

    Args:
        findings: the problems, each with its measures, in the order of the letter.
        document_no: 文号 of the letter that is answered.
        addressee: who sent it.
        dated: the day of the report in words.
        record_no: number of the entry.
    """
    done = sum(finding.done_on is not None for finding in findings)
    return Letter(
        title=f"关于{document_no}意见函整改情况的报告",
        addressee=addressee,
        body=(
            LongText(
                text=f"来函（{document_no}）指出问题 {len(findings)} 个，逐个定了责任单位、责任人、"
                f"措施和时限，现已完成 {done} 个。整改情况报告如下："
            ),
            Section(text="主要问题"),
            *(block for finding in findings for block in _numbered(finding.text)),
            Section(text="整改措施和情况"),
            *(block for finding in findings for block in _measure(finding)),
            LongText(text="专此报告。"),
        ),
        signed_by=(OFFICE,),
        dated=dated,
        record_no=record_no,
    )


def _numbered(text: str) -> Iterator[LetterBlock]:
    first, _, rest = text.partition("\n")
    yield Section(text=first.strip(), level=_ITEM)
    if rest.strip():
        yield LongText(text=rest.strip())


def _measure(finding: Finding) -> Iterator[LetterBlock]:
    yield from _numbered("\n".join(map(_in_words, finding.measures.splitlines())))
    until = f"；时限：{day(finding.due)}" if finding.due else ""
    done = f"；完成：{day(finding.done_on)}" if finding.done_on else ""
    yield LongText(text=f"责任单位：{finding.unit}；责任人：{finding.person}{until}{done}。")
    if finding.standing:
        yield LongText(text=f"完成情况：{finding.standing}。")
    if finding.reached:
        yield LongText(text=f"目标和实际：{'；'.join(map(_against_target, finding.reached))}。")
    if finding.result:
        yield LongText(text=f"整改情况：{finding.result}")


def _in_words(line: str) -> str:
    """Return a line of a measure without the bars that its facts are typed between."""
    if not _BAR.search(line):
        return line
    return "；".join(measure_lines(measures_of(line.strip())))


def _against_target(aim: Aim) -> str:
    reached = f"，已到{aim.actual}{aim.unit}（{day(aim.actual_on)}）" if aim.actual else ""
    return f"{aim.text}目标{aim.target}{aim.unit}{reached}"
