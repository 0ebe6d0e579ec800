"""What the office is called that a folder belongs to."""

from inspector_app.services.context import Context


def office_called(context: Context) -> str:
    """Return 督导室, or 上级督导室 in the folder in which an office faces the one above it."""
    return "上级督导室" if context.folder.faces_upwards else "督导室"
