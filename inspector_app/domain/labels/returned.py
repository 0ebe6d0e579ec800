"""Chinese words for 退回."""

from typing import Final

from inspector_app.domain.returned import MarkAnswer, Returned, ReturnState, ReturnStep

RETURN_STATE_LABEL: Final = {
    ReturnState.OPEN: "已退回，待送出",
    ReturnState.SENT: "已送出",
    ReturnState.TAKEN: "督学已收到，未改",
    ReturnState.ANSWERED: "督学已答复，不改",
    ReturnState.MENDED: "督学已改",
    ReturnState.CLOSED: "已核",
    ReturnState.WITHDRAWN: "已撤回",
}
RETURN_STEP_LABEL: Final = {
    ReturnStep.RETURNED: "退回",
    ReturnStep.TAKEN: "督学收到退回",
    ReturnStep.ANSWERED: "答复退回意见",
    ReturnStep.MENDED: "改后定稿",
    ReturnStep.CLOSED: "核过",
    ReturnStep.WITHDRAWN: "撤回退回",
}
MARK_ANSWER_LABEL: Final = {
    MarkAnswer.MENDED: "已改",
    MarkAnswer.KEPT: "不改",
}


def standing_words(found: Returned) -> str:
    """Return in words where a return stands, with the revision that answers it."""
    if found.state is not ReturnState.MENDED:
        return RETURN_STATE_LABEL[found.state]
    return "督学已作废这份记录" if found.void else f"督学已改（第 {found.mended} 版）"
