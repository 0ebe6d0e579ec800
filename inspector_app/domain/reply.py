"""学校回复: one answer of a school, on paper or in Word, to several issues at once."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class ReplyWay(StrEnum):
    """How the reply came."""

    PAPER = "paper"
    WORD = "word"
    MESSENGER = "messenger"


class ReplyState(StrEnum):
    """Whether the ledger has it."""

    DRAFT = "draft"
    RECORDED = "recorded"
    DISCARDED = "discarded"


class Verdict(StrEnum):
    """What the inspector says of one answer."""

    TO_CHECK = "to_check"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the school says of one issue, and the verdict.

    Attributes:
        measures: 整改措施, one on each line.
        done: 完成情况.
        responsible: 责任人.
        photos: pictures of this issue alone; those of the whole reply stand with the reply.
        remark: 核查情况, or what is still wanting.
        until: the new 时限 where it is wanting.
        documents: 佐证材料 that were seen.
        visit_uid: the other record that bears witness (回访).
    """

    issue_uid: str
    measures: str = ""
    done: str = ""
    responsible: str = ""
    photos: tuple[str, ...] = ()
    verdict: Verdict = Verdict.TO_CHECK
    remark: str = ""
    until: date | None = None
    documents: tuple[str, ...] = ()
    visit_uid: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether the school said and showed nothing of it."""
        said = self.measures.strip() or self.done.strip() or self.responsible.strip()
        return not (said or self.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFile:
    """The Word file that was read; its bytes lie encrypted beside the database."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One 学校回复.

    Attributes:
        number: 回复编号.
        checked_on: the day of the verdicts.
        photos: pictures of the paper, or what belongs to all answers.
        rest: what a Word file said that belongs to no issue.
    """

    uid: str
    number: str
    school_code: str
    state: ReplyState = ReplyState.DRAFT
    received_on: date | None = None
    checked_on: date | None = None
    way: ReplyWay = ReplyWay.PAPER
    note: str = ""
    photos: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    file: ReplyFile | None = None
    rest: str = ""

    def answer_to(self, issue_uid: str) -> Answer | None:
        """Return what it says of an issue, ``None`` where it does not answer it."""
        return next((a for a in self.answers if a.issue_uid == issue_uid), None)

    def all_photos(self) -> tuple[str, ...]:
        """Return its pictures, each once."""
        own = (uid for answer in self.answers for uid in answer.photos)
        return tuple(dict.fromkeys((*self.photos, *own)))

    def with_answer(self, answer: Answer) -> "Reply":
        """Return the reply with an answer in the place of the one to the same issue, or added."""
        if self.answer_to(answer.issue_uid) is None:
            return replace(self, answers=(*self.answers, answer))
        kept = (answer if a.issue_uid == answer.issue_uid else a for a in self.answers)
        return replace(self, answers=tuple(kept))

    def without_answer(self, issue_uid: str) -> "Reply":
        """Return the reply without its answer to an issue."""
        kept = tuple(a for a in self.answers if a.issue_uid != issue_uid)
        return replace(self, answers=kept)
