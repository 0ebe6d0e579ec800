"""Chinese words for 文号."""

from typing import Final

from inspector_app.domain.number_events import NumberStep
from inspector_app.domain.number_register import NumberState, NumberTrouble

NUMBER_STATE_LABEL: Final = {
    NumberState.RESERVED: "已预留",
    NumberState.USED: "已用",
    NumberState.VOIDED: "作废",
    NumberState.GAP: "空号",
}
NUMBER_TROUBLE_LABEL: Final = {
    NumberTrouble.TWICE: "重号",
    NumberTrouble.OUTSIDE: "预留之外",
    NumberTrouble.AFTER_VOID: "一方作废、一方已用",
}
NUMBER_STEP_LABEL: Final = {
    NumberStep.SERIES: "登记代字",
    NumberStep.RESERVED: "预留文号",
    NumberStep.USED: "使用文号",
    NumberStep.VOIDED: "作废文号",
}
