"""The web server, as `serve` runs it: `python -m pekppp.config.web ADDRESS PORT WORKERS THREADS`."""

import sys
from functools import partial

from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pekppp.config.supervise import end_with_parent

APPLICATION = "pekppp.config.wsgi.application"


def main(address: str, port: str, workers: str, threads: str) -> None:
    """Serve the site until SIGTERM, or until the process that started this one is gone."""
    end_with_parent()
    server = Granian(
        APPLICATION,
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=int(threads),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=5,  # seconds for requests under way
    )
    # granian's own loader would put the current folder before everything else on the import path.
    server.serve(target_loader=partial(import_string, APPLICATION), wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
