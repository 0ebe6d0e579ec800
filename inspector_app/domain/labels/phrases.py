"""Chinese words for 常用语: whose they are, and where they belong."""

from typing import Final

from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource

PHRASE_SOURCE_LABEL: Final = {
    PhraseSource.OWN: "我的",
    PhraseSource.OFFICE: "督导室",
    PhraseSource.SHIPPED: "随程序",
}
PHRASE_PLACE_LABEL: Final = {
    PhrasePlace.ANY: "任何地方",
    PhrasePlace.PLAN: "督导重点",
    PhrasePlace.NARRATIVE: "督导过程",
    PhrasePlace.ADVICE: "意见和建议",
    PhrasePlace.ISSUE: "问题描述",
    PhrasePlace.REQUIREMENT: "整改要求",
    PhrasePlace.PROGRESS: "整改进展",
    PhrasePlace.PROCESS: "教学过程",
    PhrasePlace.STRENGTHS: "听课优点",
    PhrasePlace.WEAKNESSES: "听课不足",
    PhrasePlace.LESSON_ADVICE: "听课建议",
    PhrasePlace.TALK: "访谈和问卷",
    PhrasePlace.MERIT: "亮点与经验",
    PhrasePlace.REGISTER: "登记",
}
