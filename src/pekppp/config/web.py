"""The web server, as `serve` runs it: `python -m pekppp.config.web ADDRESS PORT WORKERS THREADS`."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pekppp.config.supervise import end_with_parent


def main(address: str, port: str, workers: str, threads: str) -> None:
    """Serve the site until SIGTERM, or until the process that started this one is gone."""
    end_with_parent()
    Granian(
        "pekppp.config.wsgi:application",
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=int(threads),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,  # seconds for requests under way
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
