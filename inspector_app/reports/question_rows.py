"""The questions of a questionnaire as rows: options with their counts and shares, or answers."""

from collections.abc import Iterator, Sequence

from inspector_app.domain.labels.talks import QUESTION_KIND_LABEL
from inspector_app.domain.questionnaire import Question, QuestionKind, Share, percent
from inspector_app.reports.document import FieldRow, NumberedList
from inspector_app.reports.words import one


def question_rows(questions: Sequence[Question], valid: int) -> Iterator[FieldRow]:
    """Yield a row for each question; shares are of all valid sheets."""
    for number, question in enumerate(questions, start=1):
        kind = QUESTION_KIND_LABEL[question.kind] if question.kind else ""
        if question.kind is QuestionKind.BLANK:
            yield one(f"第{number}题\n（{kind}）", question.text)
            if question.answers:
                yield one("回答", NumberedList(items=question.answers))
            continue
        lines = [question.text, *(_option(*tally, valid) for tally in question.options)]
        head = f"第{number}题\n（{kind}）" if kind else f"第{number}题"
        yield one(head, "\n".join(lines))


def _option(label: str, count: int, valid: int) -> str:
    return f"{label}：{percent(Share(count, valid)) if valid else count}"
