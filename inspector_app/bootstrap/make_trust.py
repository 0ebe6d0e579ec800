"""Makers of services: whose keys count in a district."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.trust_joining import TrustJoining
    from inspector_app.services.trust_laptops import TrustLaptops
    from inspector_app.services.trust_signing import TrustSigning
    from inspector_app.services.trust_state import TrustState


def _trust_signing(bench: Services) -> TrustSigning:
    from inspector_app.services.trust_signing import TrustSigning

    return TrustSigning(bench.context)


def _trust_laptops(bench: Services) -> TrustLaptops:
    from inspector_app.services.trust_laptops import TrustLaptops

    return TrustLaptops(bench.context, last_taken_in=bench.office_intake.last_taken)


def _trust_joining(bench: Services) -> TrustJoining:
    from inspector_app.services.trust_joining import TrustJoining

    return TrustJoining(bench.context)


def _trust_state(bench: Services) -> TrustState:
    from inspector_app.services.trust_state import TrustState

    return TrustState(bench.context, bench.trust_joining, bench.trust_signing)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "trust_signing": _trust_signing,
    "trust_laptops": _trust_laptops,
    "trust_joining": _trust_joining,
    "trust_state": _trust_state,
}
