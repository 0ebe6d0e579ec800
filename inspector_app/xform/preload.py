"""Values that the program itself puts into a record (ODK XForms, "Preload attributes")."""

from collections.abc import Mapping
from typing import Final

from inspector_app.xform.instance import InstanceNode
from inspector_app.xform.xpath.context import World
from inspector_app.xform.xpath.dates import instant_text

INSTANCE_ID: Final = frozenset({"instanceID", "orx:instanceID"})
END: Final = ("timestamp", "end")


def preload(node: InstanceNode, world: World, properties: Mapping[str, str]) -> str | None:
    """Return what a node of a new record begins with; None when the form does not say."""
    bind = node.element.bind
    kind, what = bind.get("preload", ""), bind.get("preloadParams", "")
    local = world.now().astimezone(world.calendar.zone)
    if kind == "timestamp":
        return None if what == "end" else instant_text(local)
    if kind == "date":
        return local.date().isoformat()
    if kind == "property":
        return properties.get(what)
    bare_id = node.name in INSTANCE_ID and not kind and not node.value
    if kind == "uid" or (bare_id and not node.element.has_calculate):
        return f"uuid:{world.new_uuid()}"
    return None


def is_end(node: InstanceNode) -> bool:
    """Tell whether a node takes the instant at which the record is finished."""
    bind = node.element.bind
    return (bind.get("preload"), bind.get("preloadParams")) == END
