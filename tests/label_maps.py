"""Every table of Chinese words that the domain has."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from inspector_app.domain import labels


def label_maps() -> dict[str, Mapping[Any, str]]:
    """Return each table under its name."""
    return {
        name: value
        for found in pkgutil.iter_modules(labels.__path__, f"{labels.__name__}.")
        for name, value in vars(importlib.import_module(found.name)).items()
        if name.endswith("_LABEL")
    }
