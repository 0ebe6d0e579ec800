"""Chinese words for checklists."""

from typing import Final

from inspector_app.domain.checklist import Role, Scale

SCALE_LABEL: Final = {
    Scale.YES_NO: "是否",
    Scale.GOOD: "好中差",
    Scale.QUALIFIED: "合格",
    Scale.FIT: "符合度",
    Scale.POINTS: "打分",
    Scale.NUMBER: "数值",
    Scale.TEXT: "文字",
}
ROLE_LABEL: Final = {
    Role.YEAR: "年度",
    Role.OWN: "本值",
    Role.OTHER: "对照值",
    Role.VERDICT: "是否不低于",
}
