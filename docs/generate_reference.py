"""Write `docs/reference/` from what the code says about itself, or with `--check` see whether it is fresh."""

from __future__ import annotations

import written_files
from reference_pages import pages

if __name__ == "__main__":
    written_files.main(__doc__, pages(), written_files.ROOT / "docs" / "reference", "docs")
