"""Chinese words for what a person says of a record that the office typed for him."""

from typing import Final

from inspector_app.domain.typed import TypedAnswer, TypedState

TYPED_ANSWER_LABEL: Final = {
    TypedAnswer.CONFIRMED: "本人已确认",
    TypedAnswer.OBJECTED: "本人有异议",
}
TYPED_STATE_LABEL: Final = {
    TypedState.AWAITING: "待本人确认",
    TypedState.CONFIRMED: "本人已确认",
    TypedState.OBJECTED: "本人有异议",
    TypedState.HELD: "同校同日待确认，暂不计",
}
