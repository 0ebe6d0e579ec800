"""收件 as one act: look, take in, ask about the same day, sign receipts, write them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inspector_app.services.context import Context
from inspector_app.services.office_intake import OfficeIntake, Progress, Scan, share_roots
from inspector_app.services.office_questions import OfficeQuestions
from inspector_app.services.office_receipts import OfficeReceipts


class OfficeDesk:
    """What the office does with what was dropped."""

    def __init__(
        self, context: Context, *, intake: OfficeIntake, receipts: OfficeReceipts,
        questions: OfficeQuestions,
    ) -> None:  # fmt: skip
        self._context = context
        self._intake, self._receipts, self._questions = intake, receipts, questions

    def scan(self, paths: Sequence[Path], *, progress: Progress | None = None) -> Scan:
        """Take in what lies at ``paths`` and answer it (errors of ``OfficeIntake.scan``).

        Receipts are written into the data folder, to be sent by hand, and into every shared folder
        among the paths.
        """
        found = self._intake.scan(paths, progress=progress)
        changes = found.changes
        if changes:
            changes |= self._questions.find()
        self._receipts.issue()
        written = self._receipts.write(self._context.folder.receipts)
        for root in share_roots(paths):
            written = (*written, *self._receipts.write(root / "receipts"))
        return replace(found, receipts=written, changes=changes)
