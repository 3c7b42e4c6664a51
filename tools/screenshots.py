"""Take pictures of the main pages of a served demo and let axe look at them.

screenshots.py ADDRESS PASSWORD FOLDER [PAGE …], e.g. screenshots.py http://127.0.0.1:8000 … var/pictures
Writes <page>-360.png and <page>-1280.png, prints what is wrong, and ends with 1 when anything is.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.e2e.browser import PAGES, axe, launch, new_context, open_page, too_wide


def main(address: str, password: str, folder: Path, names: list[str]) -> int:
    """Look at the named pages, or at all; 1 when anything is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name in names or PAGES:
            for width in (360, 1280):
                page = new_context(browser, width).new_page()
                open_page(page, address, password, name)
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                found = axe(page) + (["scrolls sideways"] if too_wide(page) else [])
                wrong += [f"{name} at {width} px: {line}" for line in found]
                page.context.close()
    print("\n".join(wrong) or "nothing found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:]))
