"""The worker for background jobs, as `serve` runs it: `python -m pekppp.config.jobs`."""

import os

import django
from django.core.management import call_command

from pekppp.config.supervise import end_with_parent


def main() -> None:
    """Run jobs until SIGTERM, or until the process that started this one is gone."""
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pekppp.config.settings")
    django.setup()
    call_command("qcluster")


if __name__ == "__main__":
    main()
