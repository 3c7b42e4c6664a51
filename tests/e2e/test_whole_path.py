"""From an empty form to a published number: operator, evaluator, ten citizens, coordinator, visitor.

The number is compared with `ipp score` on what the browser typed; nothing is exported by the product.
"""

import io
import json
import random
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.browser import new_context, sign_in
from tests.e2e.conftest import Site
from tests.serving import PASSWORD

IPP = str(Path(sys.executable).with_name("ipp"))
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
SECRET_NOTE = "catatan yang tidak boleh terbit"


def test_one_unit_goes_from_f01_to_a_published_index(site: Site, browser: Browser, tmp_path: Path):
    choice = random.Random(7)

    unit = fill_f01(person(browser, site, "operator"))
    scores = score_f02(person(browser, site, "evaluator"), unit, choice)
    answers = [answer_f03(browser, site, choice) for _citizen in range(10)]
    publish(person(browser, site, "koordinator"))
    seen = look_up(new_context(browser).new_page(), site, unit)

    expected = ipp_score(tmp_path, scores, answers)
    assert seen["nilai"] == expected["nilai"].replace(".", ",")
    assert seen["kategori"] == expected["kategori"]
    assert expected["ipp"].replace(".", ",") in seen["trace"]
    assert expected["f02"].replace(".", ",") in seen["trace"]
    assert expected["f03"].replace(".", ",") in seen["trace"]
    assert expected["nilai"].replace(".", ",") in seen["pdf"]
    assert "DATA PERAGAAN" in seen["pdf"].upper()
    for private in (SECRET_NOTE, "Evaluator Bagian Organisasi", "NIP."):
        assert private not in seen["pdf"] + seen["trace"]


def person(browser: Browser, site: Site, role: str) -> Page:
    page = new_context(browser).new_page()
    sign_in(page, site.address, role, PASSWORD)
    return page


def aspects(page: Page) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(".parts a").all()]


def fill_f01(page: Page) -> str:
    """Fill in every indicator, attach one file, submit; the unit's name."""
    page.locator(".work a").first.click()
    unit = page.locator("h1").inner_text()
    page.get_by_role("link", name="Isi F-01").click()
    page.get_by_role("button", name="Kirim F-01").click()
    expect(page.locator("h1")).to_have_text("F-01 belum lengkap")
    page.locator(".missing a").first.click()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Unggah").first.click()
    expect(page.get_by_text("sk.pdf").first).to_be_visible()
    for address in aspects(page):
        page.goto(page.url.split("/lokus/")[0] + address)
        for form in page.locator(".indikator form:has(textarea)").all():
            form.locator("textarea").fill("Tersedia dan dijalankan sejak Januari.")
            form.locator("[name=siap]").check()
        all_saved(page)
    page.get_by_role("button", name="Kirim F-01").click()
    expect(page.locator(".steps-line [aria-current]")).to_have_text("F-01 terkirim")
    return unit


def all_saved(page: Page) -> None:
    """Every indicator of the page says that it is saved."""
    for note in page.locator(".saved").all():
        expect(note).to_contain_text("Tersimpan")


def score_f02(page: Page, unit: str, choice: random.Random) -> dict[str, int]:
    """Score every indicator by keyboard, write one note, submit; the scores given."""
    page.get_by_role("link", name=unit).first.click()
    page.get_by_role("link", name="Nilai F-02").click()
    expect(page.get_by_text("Tersedia dan dijalankan sejak Januari.").first).to_be_visible()
    scores: dict[str, int] = {}
    for address in aspects(page):
        page.goto(page.url.split("/lokus/")[0] + address)
        for card in page.locator(".indikator").all():
            level = choice.randint(2, 5)
            card.locator("input[type=radio]").first.focus()
            page.keyboard.press(str(level))
            scores[card.get_attribute("id").removeprefix("i")] = level
        all_saved(page)
    page.locator("textarea").first.fill(SECRET_NOTE)
    page.locator("textarea").first.blur()
    expect(page.locator(".saved").first).to_contain_text("Tersimpan")
    page.get_by_role("button", name="Kirim F-02").click()
    expect(page.locator(".steps-line [aria-current]")).to_have_text("Selesai dinilai")
    return scores


def answer_f03(browser: Browser, site: Site, choice: random.Random) -> list[int]:
    """One citizen, without JavaScript; the answers given."""
    context = browser.new_context(java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(site.survey)
    questions = page.locator("fieldset:has(input[type=radio])").all()
    answers = [choice.randint(2, 5) for _question in questions]
    for question, answer in zip(questions, answers, strict=True):
        question.locator(f"input[value='{answer}']").check()
    page.locator("button[type=submit], form button").last.click()
    page.wait_for_url("**/terima-kasih*")
    context.close()
    return answers


def publish(page: Page) -> None:
    page.get_by_role("link", name="PEKPPP Mandiri 2025").first.click()
    page.get_by_role("link", name="Terbitkan hasil").click()
    page.locator("[name=tanpa]").check()
    page.get_by_role("button", name="Terbitkan sekarang").click()
    page.wait_for_url("**/hasil/*/")


def look_up(page: Page, site: Site, unit: str) -> dict[str, str]:
    """What an anonymous visitor finds: value, category, trace, and the paper's text."""
    page.goto(f"{site.address}/hasil/")
    page.get_by_role("link", name="PEKPPP Mandiri 2025").click()
    page.get_by_role("link", name=unit, exact=True).click()
    tiles = page.locator(".tiles .big").all_inner_texts()
    response = page.request.get(site.address + page.get_by_role("link", name="Berita Acara").get_attribute("href"))
    paper = PdfReader(io.BytesIO(response.body()))
    return {
        "nilai": tiles[0],
        "kategori": tiles[1],
        "trace": page.locator("main").text_content(),
        "pdf": "\n".join(sheet.extract_text() for sheet in paper.pages),
    }


def ipp_score(folder: Path, scores: dict[str, int], answers: list[list[int]]) -> dict[str, str]:
    """What the command says to the same inputs."""
    assert len(scores) == 31
    assert len(answers) == 10
    file = folder / "typed.json"
    unit = {"id": "unit", "instansi": "99.01", "f02": scores, "f03": answers}
    file.write_text(json.dumps({"instrument": "pekppp-2023-luring", "unit": [unit]}))
    done = subprocess.run([IPP, "score", str(file)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["unit"][0]
