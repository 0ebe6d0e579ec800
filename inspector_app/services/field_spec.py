"""One field of a record or of a row of it: how it is called and how its value is read."""

from dataclasses import dataclass, field

from inspector_app.services.value_readers import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field.

    Attributes:
        id: the key in files and commands.
        label: what screen and print call it.
        attribute: of the domain value.
        parse: reads a JSON value or a text into the typed value.
        aliases: other names that people use for it.
    """

    id: str
    label: str
    attribute: str
    parse: Parser
    aliases: tuple[str, ...] = field(default=())


def spec(key: str, label: str, attribute: str, parse: Parser, *aliases: str) -> FieldSpec:
    """Return a field."""
    return FieldSpec(id=key, label=label, attribute=attribute, parse=parse, aliases=aliases)
