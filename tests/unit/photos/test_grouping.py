"""Photos by day and half day, and photos that look alike."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.visit_options import Session
from inspector_app.photos.fingerprint import fingerprint_of, looks_alike
from inspector_app.photos.grouping import HalfDayGroup, TimedPhoto, by_half_day
from inspector_app.photos.normalise import normalise
from tests.unit.photos.samples import encoded, four_colours, opened, scenery

PHOTOS = st.lists(
    st.builds(
        TimedPhoto,
        uid=st.uuids().map(str),
        taken_at=st.just("")
        | st.builds(
            "2022-11-{:02}T{:02}:{:02}:00".format,
            st.integers(1, 4),
            st.integers(0, 23),
            st.integers(0, 59),
        ),
    ),
    unique_by=lambda photo: photo.uid,
)


def _group(*times: str) -> tuple[HalfDayGroup, ...]:
    return by_half_day(
        TimedPhoto(uid=str(number), taken_at=time) for number, time in enumerate(times)
    )


def test_twelve_begins_the_afternoon() -> None:
    assert _group("2022-11-14T11:59:59", "2022-11-14T12:00:00") == (
        HalfDayGroup(day=date(2022, 11, 14), session=Session.MORNING, uids=("0",)),
        HalfDayGroup(day=date(2022, 11, 14), session=Session.AFTERNOON, uids=("1",)),
    )


def test_groups_and_photos_stand_in_the_order_of_time() -> None:
    groups = _group("2022-11-15T09:00:00", "2022-11-14T15:00:00", "2022-11-14T14:00:00")
    assert [(group.day, group.uids) for group in groups] == [
        (date(2022, 11, 14), ("2", "1")),
        (date(2022, 11, 15), ("0",)),
    ]


def test_photos_without_a_time_are_the_last_group() -> None:
    groups = _group("", "2022-11-14T15:00:00", "")
    assert groups[-1] == HalfDayGroup(day=None, session=None, uids=("0", "2"))


def test_photos_of_one_second_keep_the_order_they_came_in() -> None:
    assert _group(*["2022-11-14T15:00:00"] * 12)[0].uids == tuple(map(str, range(12)))


def test_nothing_dropped_is_no_group() -> None:
    assert by_half_day([]) == ()


@given(PHOTOS)
def test_each_photo_is_in_one_group(photos: list[TimedPhoto]) -> None:
    grouped = [uid for group in by_half_day(photos) for uid in group.uids]
    assert sorted(grouped) == sorted(photo.uid for photo in photos)


@given(PHOTOS, st.randoms(use_true_random=False))
def test_the_order_of_dropping_never_changes_the_groups(
    photos: list[TimedPhoto], chance: random.Random
) -> None:
    shuffled = list(photos)
    chance.shuffle(shuffled)
    assert [(g.day, g.session, set(g.uids)) for g in by_half_day(photos)] == [
        (g.day, g.session, set(g.uids)) for g in by_half_day(shuffled)
    ]


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_photo_that_a_messenger_sent_again_looks_alike(seed: int) -> None:
    scene = scenery(1600, 1200, seed=seed)
    original = normalise(encoded(scene, quality=92), name="a.jpg")
    resent = normalise(encoded(scene.resize((1080, 810)), quality=55), name="b.jpg")
    assert original.fingerprint != 0
    assert looks_alike(original.fingerprint, resent.fingerprint)


def test_other_photos_do_not_look_alike() -> None:
    marks = [fingerprint_of(scenery(seed=seed)) for seed in range(1, 30)]
    pairs = [(a, b) for number, a in enumerate(marks) for b in marks[:number]]
    assert not any(looks_alike(a, b) for a, b in pairs)


def test_blank_pages_do_not_look_alike() -> None:
    blank = fingerprint_of(opened(encoded(four_colours().resize((1, 1)).resize((900, 900)))))
    assert blank == 0
    assert not looks_alike(blank, blank)


def test_a_fingerprint_fits_a_column_of_the_database() -> None:
    assert 0 <= fingerprint_of(scenery()) < 2**63
