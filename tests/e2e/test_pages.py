"""The main pages on a phone and on a laptop: axe finds nothing, nothing scrolls sideways, the policy is kept."""

import pytest

from tests.e2e.browser import PAGES, axe, new_context, open_page, too_wide
from tests.e2e.conftest import PASSWORD


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(site, browser, name, width):
    context = new_context(browser, width)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    open_page(page, site.address, PASSWORD, name)

    assert complaints == []
    assert not too_wide(page)
    assert axe(page) == []
    context.close()
