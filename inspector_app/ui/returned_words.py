"""What is said of returns that went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector_app.services.office_returns import Delivery


def sent_words(sent: Delivery) -> str:
    """Return where the files went, and for whom none could go out."""
    said = list(sent.remarks)
    if sent.files:
        said.insert(0, f"下发包已放入 {sent.files[0].parent}，督学的电脑会收到。")
    elif sent.packs:
        said.insert(0, "下发包已备好；请在“收件”的“退回”里另存，发给督学。")
    return "".join(said)
