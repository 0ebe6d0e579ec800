"""Chinese words for 回避."""

from typing import Final

from inspector_app.domain.recusal import Relation

RELATION_LABEL: Final = {
    Relation.HEAD_RELATIVE: "主要负责人的近亲属",
    Relation.FAMILY: "配偶、父母、子女在该校就业或就读",
    Relation.FORMER_POST: "曾在该校工作",
}
