"""What is known of a school before anything is calculated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.school import SchoolKind

STAGES: Final[Mapping[SchoolKind, tuple[SchoolStage, ...]]] = {
    SchoolKind.PRIMARY: (SchoolStage.PRIMARY,),
    SchoolKind.TEACHING_POINT: (SchoolStage.PRIMARY,),
    SchoolKind.JUNIOR: (SchoolStage.JUNIOR,),
    SchoolKind.NINE_YEAR: (SchoolStage.PRIMARY, SchoolStage.JUNIOR),
    SchoolKind.TWELVE_YEAR: (SchoolStage.PRIMARY, SchoolStage.JUNIOR, SchoolStage.SENIOR),
    SchoolKind.COMPLETE_SECONDARY: (SchoolStage.JUNIOR, SchoolStage.SENIOR),
}
"""The stages of each kind of school that is measured."""

MEASURED: Final = (SchoolStage.PRIMARY, SchoolStage.JUNIOR)
"""义务教育: the stages that are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFigures:
    """The figures of one school.

    Attributes:
        pupils: by stage, none where it has none.
        classes: the sizes of the classes of a stage.
        qualified: teachers above the degree that a stage asks for.
        backbone: 骨干教师; ``specialists`` 体育艺术教师.
        teaching_area: 教学及辅助用房, without ``indoor_sports`` taken off; square metres.
        gym: 体育馆, ``field`` 体育场; square metres.
        equipment: 教学仪器设备值 in 万元.
        media_rooms: 网络多媒体教室.
        music, art: the area of each room.
    """

    code: str
    name: str
    kind: SchoolKind
    pupils: Mapping[SchoolStage, int]
    classes: Mapping[SchoolStage, tuple[int, ...]]
    qualified: Mapping[SchoolStage, int]
    backbone: Mapping[SchoolStage, int]
    specialists: Mapping[SchoolStage, int]
    teaching_area: Fraction
    indoor_sports: Fraction
    gym: Fraction
    field: Fraction
    equipment: Fraction
    media_rooms: int
    music: tuple[Fraction, ...] = ()
    art: tuple[Fraction, ...] = ()
    before_2016: bool = False
    before_2010: bool = False
    migrant_majority: bool = False
    small_rural: bool = False

    @property
    def stages(self) -> tuple[SchoolStage, ...]:
        """Its stages of 义务教育, by its kind."""
        return tuple(stage for stage in STAGES[self.kind] if stage in MEASURED)

    @property
    def compulsory_pupils(self) -> int:
        """Pupils of 小学 and 初中."""
        return sum(self.pupils.get(stage, 0) for stage in MEASURED)

    def class_sizes(self, stage: SchoolStage) -> tuple[int, ...]:
        """Return the sizes of the classes of a stage."""
        return self.classes.get(stage, ())
