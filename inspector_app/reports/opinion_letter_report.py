"""督导意见书 of a record, or of all records of a 专项 (教育督导条例, article 21)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter
from inspector_app.reports.letter_findings import BASIS, finding_sections, how_it_was, kind_of
from inspector_app.reports.letter_phrases import OFFICE, reference_of, sign_off
from inspector_app.reports.words import day

TITLE: Final = "督导意见书"
_SEVERAL: Final = "各有关学校（园）"


def opinion_letter_report(
    visits: Sequence[Visit], *, inspector_names: Mapping[str, str], terms: LetterTerms
) -> Letter:
    """Return the letter about records, at least one, in the order in which they are told.

    Args:
        visits: filed records.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        terms: 文号, day and days for the answer.
    """
    schools = {visit.school_code: visit.school.name for visit in visits if visit.school}
    alone = len(visits) == 1
    how = how_it_was(visits[0], inspector_names) if alone else _how(visits, inspector_names)
    return Letter(
        title=TITLE,
        reference=reference_of(terms.reference),
        addressee=next(iter(schools.values()), "") if len(schools) == 1 else _SEVERAL,
        body=(
            LongText(text=f"根据{BASIS}，{how}现提出督导意见如下："),
            *finding_sections(visits),
            LongText(text=_demand(terms.days)),
            *sign_off(
                (inspector_names.get(v.lead_id, v.lead_id) for v in visits), terms.signed_off_by
            ),
        ),
        signed_by=(OFFICE,),
        dated=terms.dated,
        record_no=visits[0].number if alone else "",
    )


def _how(visits: Sequence[Visit], names: Mapping[str, str]) -> str:
    days = sorted(visit.visited_on for visit in visits if visit.visited_on)
    people = _once(names.get(uid, uid) for v in visits for uid in (v.lead_id, *v.peer_ids))
    kinds = _once(kind_of(visit) for visit in visits)
    span = "至".join(day(each) for each in dict.fromkeys((days[0], days[-1]))) if days else ""
    return (
        f"{span}，责任督学{'、'.join(people)}对有关学校（园）进行了{'、'.join(kinds)}督导，"
        f"入校{len(visits)}次。"
    )


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _demand(days: int) -> str:
    when = f"自本意见书送达之日起{days}日内" if days else "于本意见书送达当日"
    return f"请按以上要求逐项整改，{when}将整改情况书面报{OFFICE}。"
