"""The web server is killed with -9, again and again, while somebody saves answers to F-01."""

import http.client
import itertools
import json
import os
import signal
import threading
import time
import uuid
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.fault.conftest import ask
from tests.serving import PASSWORD, Server, wait_for

KILLS = 3
SAVES_BETWEEN = 8  # answered saves before each kill
INDIKATOR = (1, 2, 6, 7)  # two that the demo has answered, two that it has not
OPERATOR_LOKUS = """
    SELECT lokus.id FROM periods_lokus lokus JOIN periods_periode periode ON periode.id = lokus.periode_id
    WHERE lokus.kode = '99.01.38' AND periode.tahun = 2025
"""
ANSWERS = """
    SELECT jawaban.nomor, jawaban.id, jawaban.revision, jawaban.teks, jawaban.siap
    FROM assessments_jawabanf01 jawaban JOIN assessments_f01 f01 ON f01.id = jawaban.f01_id WHERE f01.lokus_id = ?
"""
SAVES = "SELECT revision, client_id, teks, siap FROM assessments_simpanf01 WHERE row_id = ? ORDER BY revision"
ENTRIES = "SELECT payload FROM common_auditentry WHERE action = 'f01.saved' AND target = ? ORDER BY id"


@dataclass(frozen=True)
class Save:
    """One save that the person was told is kept."""

    nomor: int
    client_id: uuid.UUID
    seen_revision: int
    teks: str
    siap: bool


class Browser:
    """One signed-in person on one connection; follows no redirects, so that a login page is never taken for success."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._cookies: dict[str, str] = {}

    def sign_in(self, username: str) -> None:
        assert self._request("GET", "/accounts/login/") == 200
        assert self._request("POST", "/accounts/login/", {"login": username, "password": PASSWORD}) == 302
        assert "sessionid" in self._cookies

    def save(self, lokus: int, save: Save) -> int:
        """The status of one attempt to save."""
        fields = {"teks": save.teks, "client_id": str(save.client_id), "revision": str(save.seen_revision)}
        if save.siap:
            fields["siap"] = "on"
        return self._request("POST", f"/lokus/{lokus}/f01/simpan/{save.nomor}/", fields)

    def _request(self, method: str, path: str, fields: dict[str, str] | None = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=10)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
            if fields is not None:
                headers |= {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "X-CSRFToken": self._cookies["csrftoken"],
                    "HX-Request": "true",
                }
                if path == "/accounts/login/":
                    del headers["HX-Request"]
            connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
            answer = connection.getresponse()
            answer.read()
            for line in answer.headers.get_all("Set-Cookie", []):
                self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return answer.status
        finally:
            connection.close()


class Person(threading.Thread):
    """Saves one answer after the other; a save without an answer is sent again, unchanged, until it has one."""

    def __init__(self, browser: Browser, lokus: int, revisions: dict[int, int]) -> None:
        super().__init__()
        self.saved: list[Save] = []
        self.unanswered = 0
        self.refused: list[int] = []
        self.enough = threading.Event()
        self._browser, self._lokus, self._revisions = browser, lokus, revisions

    def run(self) -> None:
        for count in itertools.count(1):
            if self.enough.is_set():
                return
            nomor = INDIKATOR[count % len(INDIKATOR)]
            save = Save(nomor, uuid.uuid4(), self._revisions.get(nomor, 0), f"Jawaban ke-{count}.", count % 2 == 0)
            while (status := self._try(save)) is None:
                self.unanswered += 1
                time.sleep(0.05)
            if status != 200:
                self.refused.append(status)
                return
            self._revisions[nomor] = save.seen_revision + 1
            self.saved.append(save)

    def _try(self, save: Save) -> int | None:
        try:
            return self._browser.save(self._lokus, save)
        except (OSError, http.client.HTTPException):
            return None


def test_no_answered_save_is_lost_and_none_is_kept_twice(demo: Server) -> None:
    lokus = int(str(ask(demo.home, OPERATOR_LOKUS)[0][0]))
    before = {int(str(nomor)): int(str(revision)) for nomor, _id, revision, *_rest in ask(demo.home, ANSWERS, lokus)}
    browser = Browser(demo)
    browser.sign_in("operator")
    person = Person(browser, lokus, dict(before))
    person.start()
    try:
        for kill in range(1, KILLS + 1):
            reached = len(person.saved) + SAVES_BETWEEN
            wait_for(
                lambda reached=reached: person.refused or len(person.saved) >= reached,
                seconds=25,
                what=f"{SAVES_BETWEEN} saves before kill {kill}",
            )
            os.killpg(demo.children("web")[0], signal.SIGKILL)
        reached = len(person.saved) + SAVES_BETWEEN
        wait_for(lambda: person.refused or len(person.saved) >= reached, seconds=25, what="saves after the last kill")
    finally:
        person.enough.set()
        person.join(30)

    assert person.refused == []
    assert person.unanswered >= KILLS  # the kills did hit requests
    last = person.saved[-1]
    assert browser.save(lokus, last) == 200
    assert demo.stop() == 0
    answers = {int(str(nomor)): rest for nomor, *rest in ask(demo.home, ANSWERS, lokus)}
    for nomor in INDIKATOR:
        row, revision, teks, siap = answers[nomor]
        saves = ask(demo.home, SAVES, row)
        told = [save for save in person.saved if save.nomor == nomor]
        assert [number for number, *_rest in saves] == list(range(1, int(str(revision)) + 1))
        assert saves[before.get(nomor, 0) :] == [
            (save.seen_revision + 1, save.client_id.hex, save.teks, int(save.siap)) for save in told
        ]
        assert (teks, siap) == saves[-1][2:]
        entries = [json.loads(str(payload)) for (payload,) in ask(demo.home, ENTRIES, f"assessments.jawabanf01:{row}")]
        assert [entry["data"] for entry in entries] == [
            {"nomor": nomor, "revision": number} for number, *_rest in saves
        ]
