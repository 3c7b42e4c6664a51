"""Static files: an allow-list of npm's files, and hashed names for everything."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NODE_MODULES = {  # path under /static/: path under node_modules/
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
}


class NodeModulesFinder(BaseFinder):
    """Finds the files of NODE_MODULES and nothing else."""

    storage = FileSystemStorage(settings.PROJECT / "node_modules")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Absolute path of an allowed file, or an empty list."""
        if path not in NODE_MODULES:
            return []
        found = self.storage.path(NODE_MODULES[path])
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every allowed file with a storage that opens it by its path under /static/."""
        for path in NODE_MODULES:
            yield path, _Renamed()


class _Renamed(FileSystemStorage):
    """Opens a file by its public path."""

    def __init__(self) -> None:
        super().__init__(settings.PROJECT / "node_modules")

    def path(self, name: str) -> str:
        return super().path(NODE_MODULES[name])


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names; source maps are not shipped, so references to them are left alone."""

    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (
                    r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )
