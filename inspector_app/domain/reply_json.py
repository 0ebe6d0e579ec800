"""A 学校回复 as JSON values, and read from them: how it is stored."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from inspector_app.domain.reply import Answer, Reply, ReplyFile, ReplyState, ReplyWay, Verdict


def reply_json(reply: Reply) -> dict[str, Any]:
    """Return what a reply says, without what its row says."""
    return {
        "checked_on": _text(reply.checked_on),
        "way": reply.way.value,
        "note": reply.note,
        "photos": list(reply.photos),
        "answers": [answer_json(answer) for answer in reply.answers],
        "file": reply.file and asdict(reply.file),
        "rest": reply.rest,
    }


def whole_json(reply: Reply) -> dict[str, Any]:
    """Return all that a draft says, with the day that its row holds."""
    return {**reply_json(reply), "received_on": _text(reply.received_on)}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return one answer."""
    return {
        "issue": answer.issue_uid,
        "measures": answer.measures,
        "done": answer.done,
        "responsible": answer.responsible,
        "photos": list(answer.photos),
        "verdict": answer.verdict.value,
        "remark": answer.remark,
        "until": _text(answer.until),
        "documents": list(answer.documents),
        "visit": answer.visit_uid,
    }


def reply_of(
    content: Mapping[str, Any],
    *,
    uid: str,
    number: str,
    school_code: str,
    state: str,
    received_on: date | None,
) -> Reply:
    """Return the reply of stored values."""
    file = content.get("file")
    return Reply(
        uid=uid,
        number=number,
        school_code=school_code,
        state=ReplyState(state),
        received_on=received_on,
        checked_on=_day(content.get("checked_on")),
        way=ReplyWay(content["way"]),
        note=content["note"],
        photos=tuple(content["photos"]),
        answers=tuple(_answer_of(each) for each in content["answers"]),
        file=ReplyFile(**file) if file else None,
        rest=content["rest"],
    )


def _answer_of(given: Mapping[str, Any]) -> Answer:
    return Answer(
        issue_uid=given["issue"],
        measures=given["measures"],
        done=given["done"],
        responsible=given["responsible"],
        photos=tuple(given["photos"]),
        verdict=Verdict(given["verdict"]),
        remark=given["remark"],
        until=_day(given["until"]),
        documents=tuple(given["documents"]),
        visit_uid=given["visit"],
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
