"""The main pages on a phone and on a laptop: axe finds nothing, nothing scrolls sideways, the policy is kept."""

import pytest

from tests.e2e.browser import PAGES, axe, new_context, open_page, too_wide
from tests.serving import PASSWORD

WIDTHS = (360, 1280)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(site, browser, name):
    context = new_context(browser, WIDTHS[0])
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    open_page(page, site.address, PASSWORD, name)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if too_wide(page):
            complaints.append(f"scrolls sideways at {width} px")
        complaints += axe(page)

    assert complaints == []
    context.close()


@pytest.mark.parametrize(("name", "kilobytes"), [("f01", 150), ("f02", 150), ("survei", 30)])
def test_first_load_is_light(site, browser, name, kilobytes):
    context = new_context(browser)
    page = context.new_page()
    open_page(page, site.address, PASSWORD, name)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    page.reload(wait_until="networkidle")

    assert 0 < sum(received) < kilobytes * 1024
    context.close()
