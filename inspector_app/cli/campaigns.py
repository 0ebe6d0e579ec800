"""What ``campaign`` does beside the acts of every register: progress, findings, gate, count."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, put
from inspector_app.cli.letters import numbered, tell_numbers
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.campaign_findings import CampaignFindings, FoundIssue
from inspector_app.domain.five_haves import Gate, is_complete
from inspector_app.domain.labels.five_haves import HAVE_LABEL
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.registers.campaign import days_words
from inspector_app.services.campaign_views import CampaignView, Progress, kept_words
from inspector_app.services.document_kinds import FileFormat

Act = Callable[[Bench, argparse.Namespace], int]


def _view(bench: Bench, options: argparse.Namespace) -> CampaignView:
    return bench.campaigns.view(bench.registers.uid_of(options.command, options.no))


def _progress(bench: Bench, options: argparse.Namespace) -> int:
    view = _view(bench, options)
    found = view.progress
    if options.json:
        print_json({"no": view.entry.number, "name": view.findings.name, **_progress_json(found)})
        return 0
    say(f"{view.findings.name}：已入校 {found.visited}/{found.schools} 所，{found.visits} 校次，"
        f"{days_words(found.days_left)}")  # fmt: skip
    say(kept_words(found.kept))
    print_table(
        ("组", "组长", "人数", "学校", "已入校", "还没有入校", "还没有去的督学"),
        [(g.place, g.head, len(g.people), len(g.visited) + len(g.missing), len(g.visited),
          "、".join(g.missing), "、".join(g.idle)) for g in found.groups],
    )  # fmt: skip
    for stray in found.strays:
        say(f"提示：记录 {stray.number} 写着这个专项，{stray.school_name}不在任何一组里")
    return 0


def _progress_json(found: Progress) -> dict[str, Any]:
    return {
        "schools": found.schools,
        "visited": found.visited,
        "visits": found.visits,
        "days_left": found.days_left,
        "groups": [
            {"group": g.place, "head": g.head, "people": list(g.people),
             "visited": list(g.visited), "missing": list(g.missing),
             "idle": list(g.idle)}
            for g in found.groups
        ],
        "strays": [stray.number for stray in found.strays],
        **found.kept._asdict(),
    }  # fmt: skip


def _findings(bench: Bench, options: argparse.Namespace) -> int:
    found = _view(bench, options).findings
    if options.json:
        print_json(_findings_json(found))
        return 0
    for cluster in found.clusters:
        say(f"{cluster.label}　{len(cluster.issues)} 个，{len(cluster.schools)} 所学校")
        for point in cluster.points:
            numbers = "、".join(issue.number for issue in point.issues)
            say(f"  {len(point.issues)} 个　{point.text}　{'、'.join(point.schools)}（{numbers}）")
    for merit in found.merits:
        say(f"亮点　{merit.school_name}：{merit.text}")
    if not found.issues and not found.merits:
        say("已定稿的记录里还没有问题，也没有亮点")
    return 0


def _findings_json(found: CampaignFindings) -> dict[str, Any]:
    return {
        "name": found.name,
        "schools": found.planned,
        "visited": found.visited,
        "visits": found.visits,
        "issues": len(found.issues),
        "clusters": [
            {
                "category": cluster.category,
                "label": cluster.label,
                "count": len(cluster.issues),
                "schools": list(cluster.schools),
                "points": [
                    {"text": point.text, "count": len(point.issues),
                     "issues": [_issue_json(issue) for issue in point.issues]}
                    for point in cluster.points
                ],
            }
            for cluster in found.clusters
        ],
        "merits": [merit._asdict() for merit in found.merits],
    }  # fmt: skip


def _issue_json(issue: FoundIssue) -> dict[str, Any]:
    return {"uuid": issue.uid, "no": issue.number, "school": issue.school_code,
            "school_name": issue.school_name, "settled": issue.settled}  # fmt: skip


def _gate(bench: Bench, options: argparse.Namespace) -> int:
    view = _view(bench, options)
    head = {"no": view.entry.number, "name": view.findings.name}
    return tell_gate(view.gate, head, as_json=options.json)


def tell_gate(gate: Gate, head: Mapping[str, Any], *, as_json: bool) -> int:
    """Print 五有 with what is missing."""
    if as_json:
        print_json(
            {
                **head,
                "complete": is_complete(gate),
                "gate": [
                    {"have": HAVE_LABEL[each.have], "met": each.met, "shown": each.shown,
                     "missing": list(each.missing)}
                    for each in gate
                ],
            }
        )  # fmt: skip
        return 0
    say(f"{head['name']}：{'五有齐全' if is_complete(gate) else '五有不全'}")
    print_table(
        ("五有", "是否达到", "已有", "还缺"),
        [(HAVE_LABEL[each.have], "是" if each.met else "否", each.shown, "；".join(each.missing))
         for each in gate],
    )  # fmt: skip
    return 0


def term(bench: Bench, options: argparse.Namespace) -> int:
    """Print the 五有 of a term."""
    day = bench.register_figures.day(options.on) if options.on else None
    found = bench.term_gates.gate(day)
    head = {"name": found.term.name, "first": found.term.first.isoformat(),
            "last": found.term.last.isoformat(), "until": found.until.isoformat()}  # fmt: skip
    return tell_gate(found.gate, head, as_json=options.json)


def _count(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.campaigns.count(options.year)
    if options.json:
        print_json({"year": options.year, "campaigns": found.campaigns,
                    "by_theme": dict(found.by_theme), "visits": found.visits,
                    "schools": found.schools})  # fmt: skip
        return 0
    themes = "、".join(f"{theme} {number} 次" for theme, number in found.by_theme.items())
    say(f"{options.year}年专项督导 {found.campaigns} 次{f'（{themes}）' if themes else ''}；"
        f"入校 {found.visits} 校次，{found.schools} 所学校")  # fmt: skip
    return 0


def _draft(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(options.command, options.no)
    bench.campaigns.draft_opinion(uid)
    say(bench.registers.record(uid).entry.values["opinion"])
    return 0


def _opinion(bench: Bench, options: argparse.Namespace) -> int:
    """Write 总体反馈意见 as a letter."""
    asked = bench.letters.wish(LetterKind.CAMPAIGN_OPINION, [options.no], reference=options.ref)
    wish = numbered(bench, asked, options)
    makers = {
        FileFormat.PDF: bench.documents.letter_pdf,
        FileFormat.WORD: bench.documents.letter_docx,
    }
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if not files:
        raise InputError("请用 --out 写明 PDF、或用 --docx 写明 Word 存到哪里；没有生成文件。")
    for form, path in files.items():
        put(path, makers[form](wish))
    tell_numbers(bench, wish)
    return 0


def _exchange(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.campaigns.begin_exchange(bench.registers.uid_of(options.command, options.no))
    say(made.number)
    return 0


CAMPAIGN_ACTS: Final[Mapping[str, Act]] = {
    "progress": _progress,
    "findings": _findings,
    "gate": _gate,
    "count": _count,
    "draft-opinion": _draft,
    "opinion": _opinion,
    "exchange": _exchange,
}
