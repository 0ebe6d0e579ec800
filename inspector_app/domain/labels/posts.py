"""Chinese words for what people are in the district's inspection."""

from typing import Final

from inspector_app.domain.register_options import Post

POST_LABEL: Final = {
    Post.CHIEF: "总督学",
    Post.DEPUTY_CHIEF: "副总督学",
    Post.DIRECTOR: "督导室主任",
    Post.CLERK: "督管员",
    Post.ZONE_HEAD: "责任区组长",
    Post.GROUP_HEAD: "评估组长",
    Post.FULL_TIME: "专职责任督学",
    Post.PART_TIME: "兼职责任督学",
}
CHIEF_WORDS: Final = {each: POST_LABEL[each] for each in (Post.CHIEF, Post.DEPUTY_CHIEF)}
"""What an appointment may say besides the level."""
NAMED_WORDS: Final = {
    each: POST_LABEL[each]
    for each in (Post.CHIEF, Post.DEPUTY_CHIEF, Post.DIRECTOR, Post.CLERK, Post.GROUP_HEAD)
}
"""What the register of posts names; the others follow from appointments and zones."""
