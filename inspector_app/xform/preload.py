"""Values that the program itself puts into a new record (ODK XForms, "Preload attributes")."""

from inspector_app.xform.instance import InstanceNode
from inspector_app.xform.xpath.context import World
from inspector_app.xform.xpath.dates import instant_text

INSTANCE_ID = frozenset({"instanceID", "orx:instanceID"})


def preload(node: InstanceNode, world: World) -> str | None:
    """Return what a node of a new record begins with; None when the form does not say."""
    bind = node.element.bind
    kind = bind.get("preload", "")
    local = world.now().astimezone(world.calendar.zone)
    if kind == "timestamp":
        return instant_text(local)
    if kind == "date":
        return local.date().isoformat()
    makes_uid = kind == "uid" or (node.name in INSTANCE_ID and "calculate" not in bind)
    if makes_uid and not node.value:
        return f"uuid:{world.new_uuid()}"
    return None
