"""The text of a formula: what stands in quotation marks, full-width signs put right, references."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

REFERENCE: Final = re.compile(r"\$\{([^{}]*)\}")
_BROKEN: Final = re.compile(r"\$\{[^{}]*(?:\{|$)|\$\{\s*\}|\$(?!\{)")
_CLOSING: Final = {"'": "'", '"': '"', "‘": "’", "’": "’", "“": "”", "”": "”"}
_STRAIGHT: Final = {"‘": "'", "’": "'", "“": '"', "”": '"'}
_SIGNS: Final = {
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": " div ", "－": "-", "—": "-", "–": "-",
    "−": "-", "　": " ", "\xa0": " ", "【": "[", "】": "]",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d][\w.-]*")
_OPERATORS: Final = frozenset({"and", "or", "div", "mod"})


class Repaired(NamedTuple):
    """A formula as it is compiled, and what was put right in it, each sign once."""

    text: str
    changed: tuple[str, ...]


class Word(NamedTuple):
    """A word of a formula that stands by itself, and where, from 0."""

    text: str
    at: int


def repair(text: str) -> Repaired:
    """Make full-width signs half-width outside quotation marks; inside nothing is touched."""
    out: list[str] = []
    changed: dict[str, None] = {}
    closing = ""
    for at, char in enumerate(text):
        if closing:
            if char == closing or _ends_too(char, closing, text[at:]):
                out.append(_STRAIGHT.get(closing, closing))
                closing = ""
            else:
                out.append(char)
            continue
        if char in _CLOSING:
            closing = _CLOSING[char]
            plain = _STRAIGHT.get(char, char)
        else:
            plain = _SIGNS.get(char) or _narrow(char)
        if plain != char:
            changed[char] = None
        out.append(plain)
    fixed = re.sub(r"\$\{\s*(.*?)\s*\}", r"${\1}", "".join(out))
    return Repaired(fixed, tuple(changed))


def _ends_too(char: str, closing: str, rest: str) -> bool:
    """Say whether a mark of the other shape ends a text, as programs that turn marks leave it."""
    same = _STRAIGHT.get(char, char) == _STRAIGHT.get(closing, closing)
    return same and char in _CLOSING and closing not in rest


def repair_references(text: str) -> str:
    """Return a text with the signs around its references half-width, the rest untouched."""
    return re.sub(r"[$＄][{｛]\s*([^{}｛｝]*?)\s*[}｝]", lambda m: "${" + _narrow(m[1]) + "}", text)


def _narrow(text: str) -> str:
    # Only forms of plain signs, letters and figures: a Chinese word stays as it is.
    return "".join(
        unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text
    )


def references(text: str) -> tuple[str, ...]:
    """Return the names that a text refers to, each once."""
    return tuple(dict.fromkeys(name.strip() for name in REFERENCE.findall(text)))


def broken_reference(text: str) -> str:
    """Return the part of a text that begins a reference and does not end it, or empty."""
    found = _BROKEN.search(text)
    return found[0] if found else ""


def masked(text: str) -> str:
    """Return a formula with blanks for what stands in quotation marks, as long as before."""
    out: list[str] = []
    closing = ""
    for char in text:
        if closing:
            out.append(char if char == closing else " ")
            closing = "" if char == closing else closing
        else:
            closing = char if char in "'\"" else ""
            out.append(char)
    return "".join(out)


def open_quote(text: str) -> bool:
    """Say whether a quotation mark is not closed."""
    closing = ""
    for char in text:
        if closing:
            closing = "" if char == closing else closing
        elif char in "'\"":
            closing = char
    return bool(closing)


def as_path(text: str) -> str:
    """Return a formula with paths for references, each as long as the reference was."""
    return REFERENCE.sub(lambda m: "  " + m[1].strip().ljust(len(m[1])) + " ", text)


def bare_words(text: str) -> Iterator[Word]:
    """Yield the words that stand by themselves: no function, no step of a path, no reference."""
    plain = REFERENCE.sub(lambda m: " " * len(m[0]), masked(text))
    depth = 0
    last = 0
    for found in _WORD.finditer(plain):
        between = plain[last : found.start()]
        depth += between.count("[") - between.count("]")
        last = found.start()
        before, after = plain[: found.start()].rstrip(), plain[found.end() :].lstrip()
        if depth or found[0] in _OPERATORS or before.endswith(("/", ":", "@", "$")):
            continue
        if not after.startswith(("(", ":")):
            yield Word(found[0], found.start())


_BESIDE: Final = re.compile(
    r"(?P<sign>[-+*])\s*\$\{(?P<right>[^{}]+)\}|\$\{(?P<left>[^{}]+)\}\s*(?:[-+*]|div\b|mod\b)"
    r"|(?:div|mod)\s*\$\{(?P<last>[^{}]+)\}"
)


_COMPARED: Final = re.compile(r"(\.|\$\{[^{}]+\})\s*(?:<=|>=|<|>)\s*(\.|\$\{[^{}]+\})(?!\.)")


def compared(text: str) -> tuple[tuple[str, str], ...]:
    """Return what is compared as it stands: names, or ``.`` for the question itself."""
    pairs = _COMPARED.findall(masked(text))
    return tuple((_bare(first), _bare(second)) for first, second in pairs)


def _bare(operand: str) -> str:
    return operand if operand == "." else operand[2:-1]


_AXES: Final = frozenset(
    {"child", "parent", "self", "preceding-sibling", "following-sibling", "descendant",
     "descendant-or-self"}
)  # fmt: skip
_STEP: Final = re.compile(
    r"@[\w.-]*|([A-Za-z-]+)\s*::|\b(?:text|comment|processing-instruction)\s*\("
)


def refused_step(text: str) -> str:
    """Return the step of a path that no form can take, empty where there is none."""
    for found in _STEP.finditer(masked(text)):
        if found[1] not in _AXES:
            return found[0].replace(" ", "") + (")" if found[0].endswith("(") else "")
    return ""


def reckoned_with(text: str) -> tuple[str, ...]:
    """Return the names whose values are operands of + - * div or mod as they stand."""
    plain = masked(text)
    found: dict[str, None] = {}
    for at in range(len(plain)):
        match = _BESIDE.match(plain, at)
        if match is not None:
            found[match["right"] or match["left"] or match["last"]] = None
    return tuple(found)
