"""`python -m datadog_incidents`: the command line, the same as `datadog-incidents`."""

import sys

from datadog_incidents.cli import main

if __name__ == "__main__":
    sys.exit(main())
