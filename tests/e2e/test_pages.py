"""The main pages on a phone and on a laptop: axe finds nothing, nothing scrolls sideways, the policy is kept."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import PAGES, axe, new_context, open_page, sign_in, too_wide
from tests.serving import PASSWORD


@pytest.fixture(scope="module")
def sessions(site, browser):
    """One signed-in context per role, so that nobody signs in twenty times."""
    contexts = {role: new_context(browser) for role, _start, _links in PAGES.values()}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(site, sessions, name):
    page = sessions[PAGES[name][0]].new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    open_page(page, site.address, PASSWORD, name)

    complaints += axe(page) + ["scrolls sideways at 360 px"] * too_wide(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    complaints += ["scrolls sideways at 1280 px"] * too_wide(page)
    assert complaints == []
    page.close()


@pytest.mark.parametrize(("name", "kilobytes"), [("f01", 150), ("f02", 150), ("survei", 30)])
def test_first_load_is_light(site, sessions, name, kilobytes):
    page = sessions[PAGES[name][0]].new_page()
    open_page(page, site.address, PASSWORD, name)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    page.reload(wait_until="networkidle")

    assert 0 < sum(received) < kilobytes * 1024
    page.close()


def test_save_after_signing_in_again_in_another_tab(site, browser):
    context = new_context(browser)
    page = context.new_page()
    open_page(page, site.address, PASSWORD, "f01")
    form = page.locator(".indikator form:has(textarea)").last
    context.clear_cookies(name="sessionid")

    form.locator("textarea").fill("Ditulis saat sesi berakhir.")
    form.get_by_role("button").click()
    expect(form.locator(".saved")).to_contain_text("sesi Anda berakhir")
    sign_in(context.new_page(), site.address, "operator", PASSWORD)
    form.get_by_role("button").click()

    expect(form.locator(".saved")).to_contain_text("Tersimpan")
    context.close()
