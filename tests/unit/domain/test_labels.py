"""Each state and option has one Chinese word, and the word leads back to it."""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from enum import StrEnum

import pytest

import inspector_app.domain
from inspector_app.domain.issue import Severity
from inspector_app.domain.labels.issues import SEVERITY_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.visits import METHOD_LABEL, VISIT_STATUS_LABEL
from inspector_app.domain.visit_options import MethodCounts, VisitStatus
from tests.label_maps import label_maps

MAPS: dict[type[StrEnum], Mapping[StrEnum, str]] = {
    type(next(iter(value))): value
    for value in label_maps().values()
    if isinstance(next(iter(value)), StrEnum)
}


def enums() -> set[type[StrEnum]]:
    found = set()
    for module in pkgutil.iter_modules(inspector_app.domain.__path__, "inspector_app.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and issubclass(value, StrEnum) and value is not StrEnum:
                found.add(value)
    return found


def test_every_member_of_every_enum_of_the_domain_has_a_label() -> None:
    without = {kind: set(kind) - set(MAPS.get(kind, {})) for kind in enums()}
    assert {kind: members for kind, members in without.items() if members} == {}


@pytest.mark.parametrize("kind", MAPS, ids=lambda kind: kind.__name__)
def test_a_label_and_a_code_lead_back_to_their_member(kind: type[StrEnum]) -> None:
    for member, label in MAPS[kind].items():
        assert from_label(MAPS[kind], label) is member
        assert from_label(MAPS[kind], member.value) is member


@pytest.mark.parametrize("kind", MAPS, ids=lambda kind: kind.__name__)
def test_no_two_members_share_a_label(kind: type[StrEnum]) -> None:
    assert len(set(MAPS[kind].values())) == len(MAPS[kind])


def test_words_that_offices_use_for_the_same_thing_are_known() -> None:
    assert from_label(VISIT_STATUS_LABEL, "已提交") is VisitStatus.FILED
    assert from_label(SEVERITY_LABEL, "一般问题") is Severity.ORDINARY
    assert from_label(SEVERITY_LABEL, "随便") is None


def test_each_method_that_is_counted_has_a_label() -> None:
    assert set(METHOD_LABEL) == set(MethodCounts._fields)
