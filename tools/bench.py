"""Times scoring and pages; prints each figure beside its limit and writes var/bench/<name>.json.

The machine may be slow or busy, so the ratio counts: a limit is either a promise (seconds, MiB) or the least that the
same work could cost, measured in the same run.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
RESULTS = PROJECT / "var/bench"
UNITS, RESPONDENTS, NATION = 5_000, 20, 40_000


@dataclass(frozen=True)
class Figure:
    """One measured figure; `limit` in the same unit."""

    name: str
    measured: float
    limit: float
    unit: str
    why: str


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of *runs* calls."""
    seconds = []
    for _run in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def score_file(folder: Path) -> Path:
    """An input of `ipp score` with 5,000 units and 20 respondents each."""
    draw = random.Random(1)
    units = [
        {
            "id": f"U{number}",
            "instansi": f"I{number % 500}",
            "f02": {str(nomor): draw.randint(0, 5) for nomor in range(1, 31)},
            "f03": [[draw.randint(0, 5) for _question in range(14)] for _person in range(RESPONDENTS)],
        }
        for number in range(UNITS)
    ]
    file = folder / "units.json"
    file.write_text(json.dumps({"instrument": "pekppp-2023-luring", "unit": units}))
    return file


def bench_score() -> list[Figure]:
    """The command on a large file: time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = score_file(Path(folder))
        command = [str(Path(sys.executable).with_name("ipp")), "score", str(file)]
        with (Path(folder) / "out.json").open("w") as out:
            seconds = timed(lambda: subprocess.run(command, check=True, stdout=out), runs=3)
        mebibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        reading = timed(lambda: json.loads(file.read_text()), runs=3)
    label = f"ipp score, {UNITS:,} units x {RESPONDENTS}"
    return [
        Figure(label, seconds, 10, "s", "promise"),
        Figure(label, mebibytes, 400, "MiB", "promise"),
        Figure(f"{label}, beside reading the file", seconds, reading, "s", "json.loads of the same file"),
    ]


def bench_bulk() -> list[Figure]:
    """The nation's arithmetic from integer sums."""
    import ipp

    instrument = ipp.shipped_instrument("pekppp-2023-luring")
    draw = random.Random(2)
    units = [
        ipp.JumlahUnit([draw.randint(0, 5) for _i in range(30)], 1, 10, [draw.randint(0, 50) for _q in range(14)])
        for _unit in range(NATION)
    ]
    seconds = timed(lambda: sum(index.nilai for index in ipp.score_bulk(instrument, units)))
    least = timed(lambda: sum(sum(unit.jumlah_f02) + sum(unit.jumlah_f03) for unit in units))
    return [
        Figure(f"score_bulk, {NATION:,} units", seconds, 1, "s", "promise"),
        Figure(f"score_bulk, {NATION:,} units, beside adding up", seconds, least, "s", "sum() of the same integers"),
    ]


def bench_pages() -> list[Figure]:
    """Pages of the demo regency, rendered in this process, beside the empty page."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(PEKPPP_HOME=home, DJANGO_SETTINGS_MODULE="pekppp.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        from pekppp.config.demo.load import ensure_loaded
        from pekppp.config.prepare import load_basics

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        load_basics()
        loading = timed(lambda: ensure_loaded(address="http://127.0.0.1"), runs=1)
        figures = [Figure("demo regency, loading", loading, 30, "s", "promise")]

        from pekppp.accounts.models import User
        from pekppp.periods.models import Periode
        from pekppp.survey.models import TautanSurvei

        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(username="koordinator"))
        running = Periode.objects.get(status=Periode.Status.OPEN)
        past = Periode.objects.get(status=Periode.Status.PUBLISHED)
        least = timed(lambda: client.get("/healthz"), runs=20)
        for path in (
            "/",
            "/dasbor/",
            f"/periode/{running.pk}/lokus/",
            f"/periode/{running.pk}/peringkat/",
            f"/hasil/{past.pk}/",
            f"/hasil/unit/{past.lokus.first().pk}/",
            f"/hasil/unit/{past.lokus.first().pk}/berita-acara.pdf",
            f"/s/{TautanSurvei.objects.filter(lokus__periode=running).first().kode}",
        ):
            if client.get(path).status_code != 200:
                sys.exit(f"{path} does not answer 200")
            seconds = timed(lambda path=path: client.get(path))
            figures.append(Figure(path, seconds, 1, "s", f"promise; {seconds / least:.0f} x an empty page"))
    return figures


def main(names: list[str]) -> None:
    """Run the named groups, or all."""
    groups = {"score": bench_score, "bulk": bench_bulk, "pages": bench_pages}
    RESULTS.mkdir(parents=True, exist_ok=True)
    print(f"{'':52} {'measured':>10} {'limit':>10} {'':4} {'ratio':>7}  limit is")
    for name in names or groups:
        figures = groups[name]()
        for row in figures:
            ratio = row.measured / row.limit
            print(f"{row.name:52} {row.measured:10.3f} {row.limit:10.3f} {row.unit:4} {ratio:7.2f}  {row.why}")
        (RESULTS / f"{name}.json").write_text(json.dumps([asdict(row) for row in figures], indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
