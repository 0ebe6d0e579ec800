"""Which phrases are offered in a field, and in which order: those first that are used there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from inspector_app.domain.phrase import Phrase, same_words
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource

# The nearer a phrase belongs to a field, the smaller.
_ALL_FITS: Final = 0
_PLACE_FITS: Final = 1
_ANYWHERE: Final = 2
_OTHER_MATTER: Final = 3
_ELSEWHERE: Final = 4

_PLACE_OF_FIELD: Final[Mapping[str, PhrasePlace]] = {
    "visit.plan_text": PhrasePlace.PLAN,
    "visit.narrative": PhrasePlace.NARRATIVE,
    "visit.advice": PhrasePlace.ADVICE,
    "issue.description": PhrasePlace.ISSUE,
    "issue.requirement": PhrasePlace.REQUIREMENT,
    "lesson.process": PhrasePlace.PROCESS,
    "lesson.strengths": PhrasePlace.STRENGTHS,
    "lesson.weaknesses": PhrasePlace.WEAKNESSES,
    "lesson.advice": PhrasePlace.LESSON_ADVICE,
    "merit.text": PhrasePlace.MERIT,
}
_PLACE_OF_NOUN: Final[Mapping[str, PhrasePlace]] = {
    "interview": PhrasePlace.TALK,
    "questionnaire": PhrasePlace.TALK,
    "checklist": PhrasePlace.ISSUE,
    "reply": PhrasePlace.PROGRESS,
    "progress": PhrasePlace.PROGRESS,
    "register": PhrasePlace.REGISTER,
}
_ORDER: Final = {source: place for place, source in enumerate(PhraseSource)}


class PhraseUse(NamedTuple):
    """How often a phrase was put into a field, and when last (an instant as text)."""

    uid: str
    field: str
    used: int
    last_at: str


class PhraseSpot(NamedTuple):
    """A field that is written in.

    Attributes:
        field: ``noun.name``, such as ``issue.description`` or ``register.meeting.title``.
        category: the matter of the issue, empty where there is none.
    """

    field: str
    category: str = ""

    @property
    def place(self) -> PhrasePlace:
        """Where phrases for it belong."""
        noun = self.field.partition(".")[0]
        return _PLACE_OF_FIELD.get(self.field, _PLACE_OF_NOUN.get(noun, PhrasePlace.ANY))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPhrase:
    """A phrase as it is offered; ``used`` is how often in this field."""

    phrase: Phrase
    used: int


def offered(
    phrases: Iterable[Phrase],
    uses: Iterable[PhraseUse],
    spot: PhraseSpot,
    *,
    hidden: frozenset[str] = frozenset(),
) -> tuple[OfferedPhrase, ...]:
    """Return the phrases for a field, the most used there first.

    Of several that say the same one is offered. Those that belong elsewhere stand last: they are
    found by typing.
    """
    here = {use.uid: use for use in uses if use.field == spot.field}
    shown = _once(each for each in phrases if each.uid not in hidden)
    newest_first = sorted(
        shown, key=lambda each: here[each.uid].last_at if each.uid in here else "", reverse=True
    )
    ordered = sorted(newest_first, key=lambda each: _rank(each, here, spot))
    return tuple(
        OfferedPhrase(phrase=each, used=here[each.uid].used if each.uid in here else 0)
        for each in ordered
    )


def _rank(phrase: Phrase, here: Mapping[str, PhraseUse], spot: PhraseSpot) -> tuple[int, int]:
    used = here[phrase.uid].used if phrase.uid in here else 0
    return -used, _distance(phrase, spot)


def _distance(phrase: Phrase, spot: PhraseSpot) -> int:
    if phrase.place is PhrasePlace.ANY:
        return _ANYWHERE
    if phrase.place is not spot.place:
        return _ELSEWHERE
    if phrase.category and spot.category:
        return _ALL_FITS if phrase.category == spot.category else _OTHER_MATTER
    return _PLACE_FITS


def _once(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    found: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda each: _ORDER[each.source]):
        found.setdefault(same_words(phrase.text), phrase)
    return tuple(found.values())
