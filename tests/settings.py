"""Settings of the suite: the product's own, in a throw-away folder, without what only makes tests slow."""

import atexit
import os
import tempfile
from pathlib import Path

_folder = tempfile.TemporaryDirectory(prefix="pekppp-test-")
atexit.register(_folder.cleanup)
os.environ["PEKPPP_HOME"] = _folder.name

from pekppp.config.settings import *  # noqa: E402, F403 - the folder is named first
from pekppp.config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()  # WhiteNoise warns when it is not there
WHITENOISE_AUTOREFRESH = True  # no walk over the files at start

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, since threads cannot share a database in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder.name) / "test.sqlite3")}
