"""A published version of a form as it is filled in: read once, the same for all records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspector_app.domain.form_lists import Rows

if TYPE_CHECKING:
    from inspector_app.xform import FormDef


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A published version, ready to be filled in.

    Attributes:
        own: what 统计, 台账, 依据 and 分值 say, by the name of the question.
        labels: what the sheet calls each question, also those that are only worked out.
        lists: the lists of names that it brings along, by the names under which it asks for them.
        pictures: the pictures that stand with its questions and choices, by name.
    """

    form: str
    version: str
    title: str
    digest: str
    definition: "FormDef"
    own: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Rows] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def has_guidance(self) -> bool:
        """Whether any question tells in full how it is to be answered."""
        texts = self.definition.translations.texts.values()
        return any("guidance" in forms for each in texts for forms in each.values())
