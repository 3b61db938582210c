"""Help with a misspelt name."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known name most like the given one, without regard to case; None when none is like it."""
    import difflib  # wanted only where something is misspelt

    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[close[0]] if close else None


def hint(name: str, known: Iterable[str]) -> str:
    """The end of an error message about an unknown name: the nearest right spelling, or else all there are."""
    known = sorted(known)
    close = nearest(name, known)
    return f"did you mean {close!r}?" if close else f"known are {', '.join(known)}"


def not_among(value: object, known: Iterable[str]) -> str:
    """The end of an error message about a value that is none of those there are."""
    known = list(known)
    close = nearest(value, known) if isinstance(value, str) else None
    return f"{value!r} is not one of {', '.join(map(repr, known))}{f'; did you mean {close!r}?' if close else ''}"
