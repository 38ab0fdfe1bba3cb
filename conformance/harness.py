"""What the scripts here share: a real server to start, kill and ask, and how a result is told.

A script ends with a line "N passed, N failed" and the exit code 0 or 1, or with SKIP when what it needs is not there
(which fails where CI=true: nothing is left out silently by continuous integration).
"""
import argparse
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SKIP = 77  # what ctest takes for "skipped"


def skip(reason):
    """Ends the script: nothing was tested. In continuous integration that is a failure."""
    if os.environ.get("CI") == "true":
        print(f"FAILED: {reason}; with CI=true this must be there")
        sys.exit(1)
    print(f"SKIPPED: {reason}")
    sys.exit(SKIP)


def shared(*path):
    """A path in the folder of shared suites, beside the repository."""
    found = os.path.join(os.path.dirname(ROOT), "shared", *path)
    if not os.path.exists(found):
        skip(f"{os.path.join('..', 'shared', *path)} is absent")
    return found


def arguments(description):
    """The arguments that every script takes; more may be added to the parser before parse_args()."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.path.join(ROOT, "build", "baton"))
    parser.add_argument("--url", help="ask this server instead of starting one")
    return parser


class Report:
    """Counts; prints what fails as it fails."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, holds, what):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {what}", flush=True)
        return holds

    def equal(self, found, expected, what):
        return self.check(found == expected, f"{what}: expected {expected!r}, found {found!r}")

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


class Lost(Exception):
    """No answer came: whether the request was carried out is unknown."""


class Refused(AssertionError):
    """An answer that the caller did not expect."""


class Unavailable(Lost):
    """503: the server has lost its database, and cannot say whether it had the change already."""


class Rest:
    """One client of a server. Keeps its connection; not for several threads."""

    def __init__(self, url, timeout=60):
        self.url = url.rstrip("/")
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port, self.base, self.timeout = parts.hostname, parts.port, parts.path, timeout
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def call(self, method, path, body=None, query=None, headers=None, raw=False):
        """(status, answer). Raises Lost when no whole answer came; a request is never sent twice."""
        url = (path[1:] if path.startswith("!") else self.base + path) + ("?" + urllib.parse.urlencode(query) if query else "")
        sent = dict(headers or {})
        data = body
        if body is not None and not isinstance(body, bytes):
            data = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
            self.connection.request(method, url, data, sent)
            response = self.connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost(f"{method} {path}: {type(error).__name__} {error}") from error
        if raw:
            return response.status, text, response.headers
        try:
            return response.status, json.loads(text) if text else None
        except ValueError:
            return response.status, text.decode("utf-8", "replace")

    def ask(self, method, path, body=None, query=None, expect=(200, 204)):
        """The answer of a call that must succeed."""
        status, answer = self.call(method, path, body, query)
        if status == 503 and 503 not in expect:
            raise Unavailable(f"{method} {path}: {json.dumps(answer)[:400]}")
        if status not in expect:
            raise Refused(f"{method} {path}: expected {expect}, found {status} {json.dumps(answer)[:400]}")
        return answer

    def get(self, path, **query):
        return self.ask("GET", path, query=query)

    def post(self, path, body=None, **query):
        return self.ask("POST", path, {} if body is None else body, query=query)

    def put(self, path, body):
        return self.ask("PUT", path, body)

    def delete(self, path, **query):
        return self.ask("DELETE", path, query=query)

    def deploy(self, *files, **fields):
        """Deploys paths or (name, bytes); returns the server's answer."""
        parts = []
        for f in files:
            if isinstance(f, str):
                with open(f, "rb") as opened:
                    f = os.path.basename(f), opened.read()
            parts.append((f[0], f[1], f[0], "application/octet-stream"))
        form = [(name.replace("_", "-"), value, None, None) for name, value in {"deployment_name": "test", **fields}.items()]
        body, kind = multipart(form + parts)
        status, answer = self.call("POST", "/deployment/create", body, headers={"Content-Type": kind})
        if status != 200:
            raise Refused(f"deployment refused: {status} {json.dumps(answer)[:600]}")
        return answer

    def undeploy(self, deployment):
        self.ask("DELETE", f"/deployment/{deployment}", query={"cascade": "true", "skipCustomListeners": "true", "skipIoMappings": "true"},
                 expect=(204, 404))


def multipart(parts):
    """(body, content type) of parts (name, value, filename, type)."""
    boundary = "----" + uuid.uuid4().hex
    out = []
    for name, value, filename, kind in parts:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
        if filename:
            head += f'; filename="{filename}"\r\nContent-Type: {kind}'
        out.append(head.encode() + b"\r\n\r\n" + (value if isinstance(value, bytes) else value.encode()) + b"\r\n")
    return b"".join(out) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def typed(variables):
    return {name: value if isinstance(value, dict) and "value" in value else {"value": value} for name, value in variables.items()}


READY = re.compile(r"http://[\w.:\[\]-]+/engine-rest")


class Server:
    """The real binary on a port of its own choice. `database` as --database takes it; by default SQLite in a folder
    of its own that goes away with close()."""

    def __init__(self, binary, database=None, extra=()):
        self.binary, self.extra = os.path.abspath(binary), list(extra)
        self.folder = tempfile.mkdtemp(prefix="baton-test-")
        self.database = database or "sqlite:" + os.path.join(self.folder, "baton.db")
        self.process = None
        self.log = open(os.path.join(self.folder, "server.log"), "ab")
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.binary, "serve", "--listen", "127.0.0.1:0", "--database", self.database, *self.extra],
                                        stdout=subprocess.PIPE, stderr=self.log, stdin=subprocess.DEVNULL,
                                        env={**os.environ, "XDG_DATA_HOME": self.folder})
        self.url = None
        for line in self.process.stdout:
            found = READY.search(line.decode("utf-8", "replace"))
            if found:
                self.url = found.group()
                break
        if not self.url:
            self.process.wait()
            raise AssertionError(f"the server did not start: {self.output()}")
        threading.Thread(target=self._drain, args=(self.process.stdout,), daemon=True).start()
        return self.url

    def _drain(self, stream):
        for line in stream:
            self.log.write(line)

    def output(self):
        self.log.flush()
        with open(self.log.name, errors="replace") as written:
            return written.read()[-4000:]

    def rest(self, **options):
        return Rest(self.url, **options)

    def kill(self):
        """As power loss does to a process."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, limit=5.0):
        """Asks it to end; answers the exit code, or None if it had to be killed after `limit` seconds."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def status(self, field):
        """A line of /proc/PID/status as a number, e.g. VmRSS (kB), Threads."""
        with open(f"/proc/{self.process.pid}/status") as lines:
            for line in lines:
                if line.startswith(field + ":"):
                    return int(line.split()[1])
        raise KeyError(field)

    def close(self):
        if self.process and self.process.poll() is None:
            self.stop()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            print(self.output(), file=sys.stderr)
        self.close()


class Running:
    """A server that somebody else runs (--url): for trying a script on another engine."""

    def __init__(self, url):
        self.url = url

    def rest(self, **options):
        return Rest(self.url, **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


def server_of(options, **more):
    return Running(options.url) if options.url else Server(options.binary, **more)
