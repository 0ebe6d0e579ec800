"""Chinese words of old forms for the gravity of an issue."""

from typing import Final

from inspector_app.domain.issue_weight import Weight

WEIGHT_LABEL: Final = {
    Weight.MINOR: "小",
    Weight.ORDINARY: "一般",
    Weight.SERIOUS: "严重",
    Weight.COMPLEX: "复杂",
}
