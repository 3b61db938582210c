"""Reports: how many incidents there were, and how long they took, by severity, team, service or month, or two of them.

    from datadog_incidents.report import report_on, to_html

    report = report_on(api.search_incidents_with_pagination("state:resolved"), by="team")
    print(report.overall.time_to_resolve.median)
    Path("report.html").write_text(to_html(report), encoding="utf-8")

The page needs the extra: `pip install 'datadog-incidents[report]'`. The figures need nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.report.figures import Durations as Durations
    from datadog_incidents.report.figures import Group as Group
    from datadog_incidents.report.figures import GroupedBy as GroupedBy
    from datadog_incidents.report.figures import Report as Report
    from datadog_incidents.report.figures import SlowIncident as SlowIncident
    from datadog_incidents.report.figures import report_on as report_on
    from datadog_incidents.report.figures import start_of_previous as start_of_previous
    from datadog_incidents.report.html import to_html as to_html
    from datadog_incidents.report.text import Table as Table
    from datadog_incidents.report.text import duration_text as duration_text
    from datadog_incidents.report.text import table_of as table_of
else:
    _exports = {
        ".figures": ("Durations", "Group", "GroupedBy", "Report", "SlowIncident", "report_on", "start_of_previous"),
        ".html": ("to_html",),
        ".text": ("Table", "duration_text", "table_of"),
    }
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
