"""Who hands over to an office: inspectors, offices below, or both."""

from inspector_app.office.labels import Reporters
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts


def reporters_here(context: Context) -> Reporters:
    """Return how many of each there are today."""
    with context.database.snapshot():
        return Reporters(len(context.inspectors()), len(HeldDistricts(context).lower()))
