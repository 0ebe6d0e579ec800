"""Whose an issue is at the office: who found it, who follows it up, who took its school on."""

from inspector_app.services.context import Context


def is_theirs(context: Context, issue_uid: str, person: str) -> bool:
    """Say whether what a person tells of an issue that is here counts."""
    found = context.database.row("SELECT school_code, lead_id FROM issue WHERE uid = ?", issue_uid)
    if found is None:
        return False
    if found[1] == person or context.stores.office_rows.tells_of(issue_uid, person):
        return True
    return has_taken_on(context, str(found[0]), person)


def has_taken_on(context: Context, school_code: str, person: str) -> bool:
    """Say whether a person answers, or has answered, for a school."""
    assignments = context.stores.schools.assignments(school_code=school_code)
    return any(each.inspector_id == person for each in assignments)
