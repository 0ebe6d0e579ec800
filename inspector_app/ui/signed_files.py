"""Into a file each, signed on the way with the certificate of an office."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base.override import override
from inspector_app.services.pdf_signing import sign_content
from inspector_app.ui.outgoing import Files, Part

if TYPE_CHECKING:
    from inspector_app.services.pdf_signing import Certificate
    from inspector_app.ui.jobs import Ticket


class SignedFiles(Files):
    """Files whose content is signed before it is written, off the interface thread.

    Args:
        targets: the file of each document, by its place.
        ticket: stops it between two files.
        certificate: whose signature it is.
        reason: why it is signed.
    """

    def __init__(
        self, targets: Mapping[int, Path], ticket: Ticket, certificate: Certificate, *, reason: str
    ) -> None:
        super().__init__(targets, ticket)
        self._certificate, self._reason = certificate, reason

    @override
    def send(self, part: Part, content: bytes) -> bool:
        signed = sign_content(content, self._certificate, reason=self._reason, place="")
        return super().send(part, signed)
