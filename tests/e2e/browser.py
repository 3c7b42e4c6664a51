"""Driving a real browser: Debian's chromium, sign-in, and axe."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {  # name: (role, address, links to follow from there: a link's text, or a CSS selector)
    "start": ("", "/", []),
    "masuk": ("", "/accounts/login/", []),
    "hasil-periode": ("", "/hasil/", ["PEKPPP Mandiri 2024"]),
    "hasil-unit": ("", "/hasil/", ["PEKPPP Mandiri 2024", "#isi table a"]),
    "survei": ("operator", "/beranda/", [".work a", "Tautan dan QR survei", "a[href*='/s/']"]),
    "survei-meja": ("operator", "/beranda/", [".work a", "Tautan dan QR survei"]),
    "beranda-operator": ("operator", "/beranda/", []),
    "beranda-evaluator": ("evaluator", "/beranda/", []),
    "lokus": ("operator", "/beranda/", [".work a"]),
    "f01": ("operator", "/beranda/", [".work a", "Buka F-01"]),
    "f02": ("evaluator", "/beranda/", [".work a", "Buka F-02"]),
    "dasbor": ("koordinator", "/dasbor/", []),
    "periode": ("koordinator", "/periode/", ["PEKPPP Mandiri 2025"]),
    "penugasan": ("koordinator", "/periode/", ["PEKPPP Mandiri 2025", "Penugasan"]),
    "lokus-daftar": ("koordinator", "/periode/", ["PEKPPP Mandiri 2025", ".actions a[href$='/lokus/']"]),
    "periode-baru": ("koordinator", "/periode/baru/", []),
    "peringkat": ("koordinator", "/periode/", ["PEKPPP Mandiri 2025", "Peringkat"]),
    "terbitkan": ("koordinator", "/periode/", ["PEKPPP Mandiri 2025", "Terbitkan hasil"]),
    "hasil-lokus": ("operator", "/beranda/", ["PEKPPP Mandiri 2024"]),
    "instrumen": ("pengawas", "/instrumen/", ["#isi table a"]),
    "register": ("kementerian", "/register/unit/", []),
}


def launch(playwright: Playwright) -> Browser:
    """A headless chromium."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)


def new_context(browser: Browser, width: int = 1280) -> BrowserContext:
    """A person's own browser session."""
    return browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")


def sign_in(page: Page, address: str, role: str, password: str) -> None:
    """Sign *role* in; the page is then the role's start page."""
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", role)
    page.fill("[name=password]", password)
    page.click("main button")
    page.wait_for_url(f"{address}/beranda/")


def open_page(page: Page, address: str, password: str, name: str) -> None:
    """Go to the page *name* as its role would; a context that is signed in already stays so."""
    role, start, links = PAGES[name]
    if role and not page.context.cookies():
        sign_in(page, address, role, password)
    page.goto(f"{address}{start}")
    for link in links:
        target = page.locator(link) if link[0] in "#.a" else page.get_by_role("link", name=link)
        with page.expect_navigation():
            target.first.click()


def axe(page: Page) -> list[str]:
    """What axe finds: rule, how to mend it, and where."""
    page.evaluate(AXE.read_text())  # not as a script of the page, which the policy forbids
    found = page.evaluate("axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})")
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
