"""Run a command beside a throw-away PostgreSQL server: with_postgres.py COMMAND [ARGUMENT …].

The server listens on a unix socket in a temporary folder, is named to the command in PEKPPP_DATABASE_URL, and is
ended and deleted afterwards. As root it runs as the user `postgres`, since PostgreSQL refuses root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PORT = "54329"  # only names the socket file; nothing listens on TCP


def binaries() -> Path:
    """Folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        sys.exit("PostgreSQL's server is not installed (initdb not found). Run `make test` as root, or install it.")
    return Path(on_path).parent


def main(command: list[str]) -> int:
    """Run *command* with the server up; its exit code."""
    programs, folder = binaries(), Path(tempfile.mkdtemp(prefix="pekppp-pg-"))
    account: str | None = None
    if os.geteuid() == 0:
        account = "postgres"
        owner = pwd.getpwnam(account)
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(*arguments: str) -> None:
        subprocess.run(arguments, check=True, user=account, cwd=folder, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run(str(programs / "initdb"), "-A", "trust", "-U", "pekppp", "-E", "UTF8", "--locale=C.UTF-8", "-D", data)
    options = f"-k {folder} -p {PORT} -c listen_addresses='' -c fsync=off -c max_connections=100"
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        url = f"postgresql://pekppp@/postgres?host={folder}&port={PORT}"
        return subprocess.run(command, env={**os.environ, "PEKPPP_DATABASE_URL": url}, check=False).returncode
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
