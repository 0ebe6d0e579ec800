"""文号 of one office and two laptops, whatever they do and in whatever order they hear of it."""

from collections.abc import Sequence
from itertools import count

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import NUMBERED
from inspector_app.domain.number_events import NumberStep
from inspector_app.domain.number_register import NumberState, gaps_of
from inspector_app.services.device_keys import device_key
from inspector_app.services.number_keeping import keep, own_chains, series_of
from inspector_app.services.number_rows import OF_LAPTOP, event_row, read_of_laptop
from inspector_app.services.pack_numbers import NumbersKind
from tests.district.office.district import District
from tests.examples import examples

_PEOPLE = ("DX001", "DX002")
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "send", "use", "void", "tell", "office"]),
        st.sampled_from(_PEOPLE),
        st.integers(1, 4),
    ),
    max_size=30,
)
# Each example has a series of its own, in the folders of the same district.
_CODES = (f"示{chr(0x4E00 + n)}字" for n in count())


class Scene:
    """One series in a district; packs and bundles are passed on as their rows."""

    def __init__(self, district: District) -> None:
        self.office, self.laptops = district.office, district.laptops
        self.code = next(_CODES)
        self.office.numbers.keep_series(self.code, NUMBERED)

    def reserve(self, person: str, many: int) -> None:
        reserving, series = self.office.number_reserving, series_of(self.office.context, self.code)
        assert series is not None
        with self.office.context.database.transaction():
            reserving._reserved(series, 2026, many, reserving.laptop(person))

    def send(self, person: str) -> None:
        if self._given(person):
            laptop = self.office.number_reserving.laptop(person)
            rows = NumbersKind(self.office.context).gather((), to=[laptop])
            bench = self.laptops[person]
            with bench.context.database.transaction():
                NumbersKind(bench.context).take(rows)

    def _given(self, person: str) -> bool:
        events = self.office.context.stores.numbers.all()
        return any(e.step is NumberStep.RESERVED and e.content["person"] == person for e in events)

    def tell(self, person: str) -> None:
        context = self.laptops[person].context
        own = own_chains(context)
        rows = [event_row(e) for e in context.stores.numbers.all()
                if e.step in OF_LAPTOP and e.chain in own]  # fmt: skip
        chain = device_key(context).public.chain
        with self.office.context.database.transaction():
            keep(self.office.context, read_of_laptop(rows, actor=person, chain=chain))

    def next(self, bench: Workbench) -> str:
        return next((v.next for v in bench.numbers.series() if v.code == self.code), "")

    def play(self, acts: Sequence[tuple[str, str, int]]) -> None:
        for act, person, many in acts:
            bench = self.laptops[person]
            number = self.next(bench)
            if act == "reserve":
                self.reserve(person, many)
            elif act == "send":
                self.send(person)
            elif act == "tell":
                self.tell(person)
            elif act == "office":
                self.office.numbers.use(self.next(self.office), title="通知")
            elif act == "use" and number:
                bench.numbers.use(number, title="函")
            elif act == "void" and number:
                bench.numbers.void(number, reason="印错")


@given(acts=_ACTS)
@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_is_ever_on_two_papers_and_the_gaps_are_what_is_left(
    district: District, acts: list[tuple[str, str, int]]
) -> None:
    scene = Scene(district)
    scene.play(acts)
    for person in _PEOPLE:
        scene.tell(person)
    lines = scene.office.numbers.year(scene.code).lines
    assert [each.number.serial for each in lines] == list(range(1, len(lines) + 1))
    assert all(len(each.uses) <= 1 and not each.troubles for each in lines)
    told = {state: {x.number.serial for x in lines if x.state is state} for state in NumberState}
    every = {each.number.serial for each in lines}
    gaps = {number.serial for number in gaps_of(lines)}
    assert (
        gaps
        == every - told[NumberState.USED] - told[NumberState.VOIDED] - told[NumberState.RESERVED]
    )
    used = [
        event.content["serial"]
        for bench in (scene.office, *scene.laptops.values())
        for event in bench.context.stores.numbers.of_code(scene.code)
        if event.step is NumberStep.USED and event.chain in own_chains(bench.context)
    ]
    assert len(set(used)) == len(used)
    assert set(used) == told[NumberState.USED]
