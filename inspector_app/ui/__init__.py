"""The window: shows and collects; it holds no rules, no files and no SQL."""

from inspector_app.ui.unread_sources import leave_sources_unread

# Before any other module of the window is imported: what was imported earlier has been read.
leave_sources_unread()
