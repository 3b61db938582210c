"""CSV that a spreadsheet can open: none of the texts in it is run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from datadog_incidents.cli.output.columns import text_of

_RUN: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""How a text begins that a spreadsheet takes for a formula, in its wide forms, too."""


def csv_line(values: Iterable[object], *, raw: bool = False) -> str:
    """Values as a line of CSV.

    Args:
        values: one a column. A text that a spreadsheet would run gets an apostrophe before it, a number never.
        raw: whether to leave that out, for a reader that is no spreadsheet.
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([text_of(value) if raw else _cell(value) for value in values])
    return line.getvalue()


def _cell(value: object) -> str:
    text = text_of(value)
    if value is None or isinstance(value, (int, float, datetime, timedelta)):
        return text
    begins = _RUN.match(value if isinstance(value, str) else text)
    return f"'{text}" if begins else text
