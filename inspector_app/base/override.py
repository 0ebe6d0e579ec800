"""``override`` as Python 3.12 has it.

``typing_extensions`` takes as long to import as a page to fill; the type checker alone reads it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: Callable[..., Any]) -> Callable[..., Any]:
        """Mark a method that replaces an inherited one."""
        return method


__all__ = ["override"]
