"""The page, read as a browser would: well formed, self-contained, with every figure in it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from datadog_incidents import InvalidArgumentError
from datadog_incidents.models import IncidentResponseData
from datadog_incidents.report import Report, report_on, table_of, to_html

from .incidents import ID, incident

VOID = {"meta", "rect", "line"}
"""The elements of the page that have no content."""


class Page(HTMLParser):
    """A page, taken apart; it has to be well formed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text = " ".join((*self.text.split(), *data.split()))
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data.strip()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def some_incidents() -> list[IncidentResponseData]:
    return [
        incident(severity="SEV-1", teams=["payments"], detect=60, respond=7, repair=1_800, resolve=3_600),
        incident(severity="SEV-1", teams=["identity"], detect=90, respond=9, repair=7_200, resolve=86_400),
        incident(severity="SEV-3", teams=["payments", "identity"]),
    ]


HOSTILE = "</td><script>alert('1')</script>\" onload=\"&amp;{{ 7 * 7 }}"
REPORTS = {
    "by severity": report_on(some_incidents()),
    "by team": report_on(some_incidents(), by="team"),
    "by month": report_on(some_incidents(), by="month", since=datetime(2026, 1, 1, tzinfo=UTC)),
    "one incident": report_on([incident()]),
    "by team and month": report_on(some_incidents(), by=("team", "month")),
    "many services": report_on((incident(services=[f"service-{n}"], resolve=n) for n in range(40)), by="service"),
    "unlike durations": report_on(
        [incident(resolve=1, respond=30), incident(severity="SEV-1", resolve=10**11, respond=-90)]
    ),
    "hostile": report_on([incident(teams=[HOSTILE], resolve=5)], by="team"),
    "no incidents": report_on([]),
}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


@every_report
def test_a_page_is_well_formed_and_loads_nothing(report: Report) -> None:
    html = to_html(report)
    page = Page(html)
    assert html.startswith("<!DOCTYPE html>")
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "a", "base"} == set()
    names = {name for _, attributes in page.elements for name in attributes}
    assert names & {"src", "href", "style"} == set()
    assert {name for name in names if name.startswith("on")} == set()
    assert re.findall(r"https?:|//|url\(|@import", html) == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {attributes.get("aria-labelledby") for _, attributes in page.elements} - {None} <= set(ids)


@every_report
def test_bars_are_within_their_chart(report: Report) -> None:
    for tag, attributes in Page(to_html(report)).elements:
        if tag in ("rect", "line"):
            lengths = {name: float((attributes.get(name) or "0%")[:-1]) for name in ("x", "x1", "x2", "width")}
            assert all(0 <= length <= 100 for length in lengths.values())
            assert lengths["x"] + lengths["width"] <= 100.01


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "no incidents"])
def test_every_figure_is_in_the_page(name: str) -> None:
    report = REPORTS[name]
    page = Page(to_html(report, title="Autumn", generated=datetime(2026, 11, 22, 2, tzinfo=UTC)))
    table = table_of(report)
    expected = [cell.strip() for row in table.rows for cell in row]
    assert page.cells[-len(expected) :] == expected
    for note in table.notes:
        assert note.removeprefix("Only incidents ").rstrip(".") in page.text
    assert "Autumn" in page.text
    assert "Generated 2026-11-22 02:00 UTC" in page.text


def test_each_chart_has_its_figures_beside_the_bars() -> None:
    page = Page(to_html(REPORTS["by severity"]))
    figures = " ".join(page.cells)
    assert "Severity  Incidents Unresolved SEV-1  2 0 SEV-3  1 1 " in figures
    assert "Severity  Median p90 Known SEV-1  1 min 15 s 1 min 27 s 2 SEV-3  \N{EN DASH} \N{EN DASH} 0 " in figures
    assert "SEV-1  12 h 30 min 21 h 42 min 2 SEV-3  \N{EN DASH} \N{EN DASH} 0 " in figures
    assert "Known for 2 of 3 incidents; mean 12 h 30 min." in page.text
    assert all(attributes["aria-hidden"] == "true" for attributes in page.all("svg") if attributes)


def test_the_key_figures_come_first() -> None:
    first, _, _ = Page(to_html(REPORTS["by severity"])).text.partition("Incidents by severity")
    assert first.endswith(
        "Incidents 3 in all Unresolved 1 33 % of all "
        "Time to detect, median 1 min 15 s p90 1 min 27 s, of 2 "
        "Time to internal response, median 7 s p90 9 s, of 3 "
        "Time to repair, median 1 h 15 min p90 1 h 51 min, of 2 "
        "Time to resolve, median 12 h 30 min p90 21 h 42 min, of 2 "
    )


def test_what_incidents_say_is_text_and_never_markup() -> None:
    html = to_html(REPORTS["hostile"], title=HOSTILE)
    page = Page(html)
    assert "<script" not in html
    assert HOSTILE in page.text
    assert HOSTILE in page.cells


def test_a_name_that_is_no_text_does_not_keep_the_page_from_being_written() -> None:
    page = to_html(report_on([incident(teams=["half \ud83d"])], by="team"))
    assert r"half \ud83d" in page.encode("utf-8").decode("utf-8")


def test_a_report_without_incidents_says_so() -> None:
    page = Page(to_html(REPORTS["no incidents"]))
    assert "There are no incidents to report on." in page.text
    assert page.cells == []


def test_without_a_moment_the_page_does_not_say_when_it_was_made() -> None:
    assert "Generated" not in to_html(REPORTS["by severity"])
    assert to_html(REPORTS["by severity"]) == to_html(REPORTS["by severity"])


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^generated: expected a datetime with a time zone, got datetime"):
        to_html(REPORTS["by severity"], generated=datetime(2026, 11, 22))


def test_headings_are_nested() -> None:
    levels = [int(tag[1]) for tag, _ in Page(to_html(REPORTS["by team"])).elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 3, 3, 3, 3, 2, 2, 2]


def test_table_headings_say_what_they_head() -> None:
    page = Page(to_html(REPORTS["by team"]))
    assert {attributes.get("scope") for attributes in page.all("th")} == {"col", "colgroup", "row"}


def compared() -> Report:
    since, until = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)
    before = [incident(created=since - timedelta(days=1), teams=["payments"], resolve=120)]
    return report_on([*some_incidents(), *before], by="team", since=since, until=until, previous=True)


def test_the_period_before_is_beside_each_figure() -> None:
    page = Page(to_html(compared()))
    assert "After “was”: 1 incident created from 2026-07-01 00:00 UTC until 2026-08-01 00:00 UTC" in page.text
    assert "Incidents 3 was 1 in all" in page.text
    assert "Time to resolve, median 12 h 30 min was 2 min p90 21 h 42 min, of 2" in page.text
    figures = " ".join(page.cells)
    assert "payments  2was 1 1was 0 " in figures
    assert "payments  1 hwas 2 min 1 hwas 2 min 1was 1 " in figures
    assert "(was" not in Page(to_html(REPORTS["by team"])).text
    assert "was " not in Page(to_html(REPORTS["by team"])).text.partition("How to read")[0]


def test_the_slowest_incidents_link_to_their_address_if_the_site_is_known() -> None:
    incidents = [incident(resolve=took) for took in (60, 7_200)]
    attributes = incidents[1].attributes
    assert attributes is not None
    attributes.public_id, attributes.title = 42, HOSTILE
    report = report_on(incidents)
    page = Page(to_html(report, site="datadoghq.eu"))
    links = page.all("a")
    assert links == [{"href": "https://app.datadoghq.eu/incidents/42", "rel": "noopener noreferrer"}]
    assert f"IR-42 {' '.join(HOSTILE.split())} 2 h" in page.text
    assert f"{ID} Checkout is slow 1 min" in page.text
    assert Page(to_html(report)).all("a") == []


def lengths(report: Report, name: str) -> list[tuple[str, float, bool]]:
    """The bars of a chart: the name, the length of the p90, and whether it is broken."""
    chart = to_html(report).partition(f'id="{name}"')[2].partition("</figure>")[0]
    found: list[tuple[str, float, bool]] = []
    for row in chart.split("<tr")[2:]:
        label = re.findall(r'class="name">(.*?)</span>', row)[0]
        found.append((label, float(re.findall(r'class="p90" x2="([\d.]+)%"', row)[0]), 'class="break"' in row))
    return found


def test_one_outlier_does_not_flatten_a_chart() -> None:
    took = {"a": 100, "b": 50, "c": 200, "d": 30 * 86_400}
    report = report_on((incident(teams=[team], resolve=each) for team, each in took.items()), by="team")
    assert lengths(report, "time_to_resolve") == [
        ("a", 50.0, False),
        ("b", 25.0, False),
        ("c", 100.0, False),
        ("d", 100.0, True),
    ]
    assert "The axis ends at 3 min 20 s; a broken bar goes beyond it." in Page(to_html(report)).text
    assert "broken" not in Page(to_html(REPORTS["by severity"])).text


def test_two_bars_are_compared_with_each_other_however_unlike() -> None:
    report = report_on((incident(teams=[team], resolve=each) for team, each in (("a", 10), ("b", 1_000))), by="team")
    assert lengths(report, "time_to_resolve") == [("a", 1.0, False), ("b", 100.0, False)]


def test_groups_within_groups_have_bars_of_their_own() -> None:
    report = report_on([incident(teams=["a"], resolve=60), incident(teams=["a"], resolve=180)], by=("team", "month"))
    assert [name for name, _, _ in lengths(report, "time_to_resolve")] == ["a", "  2026-08"]
    assert "Incidents by team and month" in Page(to_html(report)).text


def luminance(color: str) -> float:
    """The relative luminance of a color, by WCAG 2."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_colors_contrast_enough_in_light_and_dark() -> None:
    palettes = re.findall(r":root \{(.*?)\}", to_html(REPORTS["no incidents"]), re.DOTALL)
    assert len(palettes) == 2
    for palette in palettes:
        colors = dict(re.findall(r"--([\w-]+): (#\w{6});", palette))
        for name, wanted in {"ink": 7, "muted": 4.5, "bar": 3, "whisker": 3, "open": 3}.items():
            dark, light = sorted((luminance(colors["paper"]), luminance(colors[name])))
            assert (light + 0.05) / (dark + 0.05) >= wanted, name


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=False, text=True)


def test_jinja2_is_loaded_for_a_page_and_not_before() -> None:
    program = """
import sys
from datadog_incidents.report import report_on, table_of, to_html
table_of(report_on([]))
print("jinja2" in sys.modules)
to_html(report_on([]))
print("jinja2" in sys.modules)
"""
    assert run(program).stdout.split() == ["False", "True"]


def test_without_jinja2_the_error_names_the_extra() -> None:
    program = """
import sys
sys.modules["jinja2"] = None
from datadog_incidents.report import report_on, to_html
to_html(report_on([]))
"""
    assert run(program).stderr.strip().endswith("reports in HTML need jinja2: pip install 'datadog-incidents[report]'")


def test_long_periods_and_large_numbers_are_readable() -> None:
    report = report_on(incident(resolve=400 * 86_400) for _ in range(1_500))
    text = Page(to_html(report)).text
    assert "1,500" in text
    assert "400 d" in text
    assert report.overall.time_to_resolve.median == timedelta(days=400)
