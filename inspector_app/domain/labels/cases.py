"""Chinese words for case studies."""

from typing import Final

from inspector_app.domain.register_options import CaseCategory, CaseReview, PromotionLevel

CASE_CATEGORY_LABEL: Final = {
    CaseCategory.DOUBLE_REDUCTION: "双减",
    CaseCategory.SAFETY: "安全",
    CaseCategory.ETHICS: "师德",
    CaseCategory.TEACHING: "课程教学",
    CaseCategory.AFTER_CLASS: "课后服务",
    CaseCategory.FAMILIES: "家校社",
    CaseCategory.RECTIFICATION: "整改实效",
    CaseCategory.METHODS: "督导方法",
    CaseCategory.OTHER: "其他",
}
CASE_REVIEW_LABEL: Final = {
    CaseReview.DRAFT: "草稿",
    CaseReview.RECOMMENDED: "推荐",
    CaseReview.ADOPTED: "采用",
    CaseReview.RETURNED: "退回",
}
PROMOTION_LEVEL_LABEL: Final = {
    PromotionLevel.ZONE: "责任区",
    PromotionLevel.DISTRICT: "区",
    PromotionLevel.MUNICIPAL: "市",
    PromotionLevel.PROVINCIAL: "省",
    PromotionLevel.NATIONAL: "国家",
}
