"""Chinese words for suggestions."""

from typing import Final

from inspector_app.domain.register_options import Addressee, Answer

ADDRESSEE_LABEL: Final = {
    Addressee.GOVERNMENT: "政府",
    Addressee.BUREAU: "教育局",
    Addressee.SECTION: "科室",
    Addressee.SCHOOL: "学校",
}
ANSWER_LABEL: Final = {
    Answer.PENDING: "待答复",
    Answer.ADOPTED: "采纳",
    Answer.PARTLY: "部分采纳",
    Answer.NOT_ADOPTED: "未采纳",
}
