"""A PostgreSQL server of a test's own: a fresh cluster in a temporary folder, on a port of its own, gone with close()."""
import contextlib
import glob
import os
import shutil
import socket
import subprocess
import tempfile

import harness


def programs():
    """The folder with initdb and pg_ctl; skips the script where PostgreSQL is not installed."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    path = found[-1] if found else shutil.which("initdb")
    if not path:
        harness.skip("PostgreSQL is not installed")
    return os.path.dirname(path)


class Cluster:
    def __init__(self, *settings):
        self.programs, self.settings = programs(), settings
        self.folder = tempfile.mkdtemp(prefix="baton-pg-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.fill()
        self.start()

    def fill(self):
        self.run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def run(self, program, *arguments):
        """The server refuses to run as root, so there its owner is the user that Debian's package made."""
        who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with open(os.path.join(self.folder, "programs.log"), "ab") as log:
            subprocess.run([*who, os.path.join(self.programs, program), *arguments], check=True, cwd=self.folder, stdout=log, stderr=log)

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 " + " ".join(f"-c {each}" for each in self.settings)
        self.run("pg_ctl", "-D", "data", "-l", "server.log", "-w", "-o", options, "start")

    def crash(self):
        """As power loss does to the server's processes: what it comes back with, it had on disk."""
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def url(self, database="postgres"):
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def sql(self, text):
        self.run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-qc", text)

    def close(self):
        with contextlib.suppress(subprocess.CalledProcessError):  # it was stopped already
            self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Standby(Cluster):
    """A second server that follows `primary`, whose commits wait for it from now on."""

    def __init__(self, primary, *settings):
        self.primary = primary
        super().__init__(*settings)
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.sql("SELECT pg_reload_conf()")

    def fill(self):
        self.run("pg_basebackup", "-h", "127.0.0.1", "-p", str(self.primary.port), "-U", "postgres", "-D", "data", "-R", "-c", "fast", "--no-sync")

    def promote(self):
        self.run("pg_ctl", "-D", "data", "-w", "promote")
