#!/usr/bin/env python3
"""The command line as a user meets it: help, wrong options, lint, run, deploy, serve."""
import glob
import json
import os
import subprocess
import tempfile
import time

import harness

SAMPLES = os.path.join(harness.ROOT, "samples")
SLOT = os.path.join(SAMPLES, "delivery-slot", "delivery-slot.bpmn")
BROKEN = """<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
  <bpmn:process id="broken" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="nothing" />
    <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="nothing" />
    <bpmn:sequenceFlow id="g" sourceRef="nothing" targetRef="nowhere" />
  </bpmn:process>
</bpmn:definitions>
"""


class CommandLine:
    def __init__(self, binary, report, folder):
        self.binary, self.report, self.folder = os.path.abspath(binary), report, folder

    def run(self, *words, given=None, limit=30):
        return subprocess.run([self.binary, *words], input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              timeout=limit, cwd=self.folder, env={**os.environ, "XDG_DATA_HOME": self.folder})

    def expect(self, code, *words, says=(), out=None, **more):
        done = self.run(*words, **more)
        told = done.stdout + done.stderr
        what = f"baton {' '.join(words)}"
        self.report.equal(done.returncode, code, f"{what}: exit code ({told[-300:]})")
        for word in says:
            self.report.check(word in told, f"{what} says {word!r}: {told[-600:]}")
        return done

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as out:
            out.write(text)
        return path


def help_texts(line):
    commands = ["serve", "deploy", "run", "lint", "backup", "restore", "verify", "version"]
    line.expect(0, "--help", says=commands)
    for command in commands:
        line.expect(0, command, "--help", says=[f"Usage: baton {command}"])
        line.expect(0, "help", command, says=[f"Usage: baton {command}"])
    line.expect(0, "serve", "--help", says=["--listen", "--database", "--dev", "127.0.0.1:8080"])
    line.expect(0, "version", says=["baton 0."])
    line.expect(2, says=["Usage"])


def wrong_options(line):
    line.expect(2, "serv", says=["'serv' is not a command", "did you mean 'serve'", "--help"])
    line.expect(2, "serve", "--lissten", "x", says=["--listen", "baton serve --help"])
    line.expect(2, "serve", "--listen", says=["needs a value"])
    line.expect(2, "serve", "--listen", "nowhere", says=["HOST:PORT"])
    line.expect(2, "serve", "--listen", "127.0.0.1:99999", says=["HOST:PORT"])
    line.expect(2, "serve", "--listen", "0.0.0.0:0", "--database", "memory:", says=["--dev"])
    line.expect(2, "serve", "--database", "oracle:x", says=["sqlite:FILE"])
    line.expect(2, "lint", says=["FILE"])
    line.expect(2, "lint", "--format", "yaml", SLOT, says=["'text', 'json' or 'sarif'"])
    line.expect(2, "run", "--var", "novalue", SLOT, says=["NAME=JSON"])
    line.expect(2, "run", "--process", "other", SLOT, says=["delivery-slot"])


def lint(line):
    for sample in sorted(glob.glob(os.path.join(SAMPLES, "*", "*.bpmn"))):
        line.expect(0, "lint", sample)
    broken = line.write("broken.bpmn", BROKEN)
    line.expect(1, "lint", broken, says=["broken.bpmn:5:", "nothing", "broken.bpmn:7:", "nowhere", "error"])
    answer = json.loads(line.expect(1, "lint", "--format", "json", broken).stdout)
    located = {(finding["elementId"], finding["line"]) for finding in answer["findings"] if finding["severity"] == "error"}
    line.report.check(("nothing", 5) in located, f"the finding is located: {located}")
    for name, text in {"text.bpmn": "no XML", "other.bpmn": "<html/>", "cut.bpmn": BROKEN[:200], "empty.bpmn": ""}.items():
        line.expect(2, "lint", line.write(name, text), says=[name])
    line.expect(2, "lint", "absent.bpmn", says=["absent.bpmn", "No such file"])
    with open(SLOT) as opened:
        line.expect(0, "lint", "-", given=opened.read())


def run(line):
    answers = line.write("answers", "# the customer chooses\nmessage slot-chosen {\"slot\": \"evening\"}\ncomplete deliver\n")
    done = line.expect(0, "run", SLOT, "--business-key", "parcel-1", "--answer", answers,
                       says=["parcel_ready", "waits for", "timer day_over", "message slot-chosen", "signal drivers-strike",
                             'slot = "evening"', "user task deliver", "COMPLETED"])
    line.report.check("fire day_over" in done.stdout, "the trace names the answers that are possible")
    line.expect(0, "run", SLOT, given="wait P2D\ncomplete deliver {}\n", says=["day_over", 'slot = "morning"', "COMPLETED"])
    line.expect(1, "run", SLOT, given="", says=["has not ended"])
    line.expect(1, "run", SLOT, given="compleet deliver\n", says=["did you mean 'complete'"])
    line.expect(1, "run", line.write("broken.bpmn", BROKEN), says=["broken.bpmn:5:"])
    line.expect(0, "run", os.path.join(SAMPLES, "order-saga", "order-saga.bpmn"), "--var", "address=nowhere", "--var", "amount=3",
                given="complete reserve_stock\ncomplete charge_card\nerror ship_order CANNOT_SHIP\ncomplete refund_card\ncomplete release_stock\n",
                says=["undo_all", "order_cancelled", "COMPLETED"])
    line.expect(0, "run", os.path.join(SAMPLES, "price-import", "price-import.bpmn"), "--var", 'feed="[{\\"price\\": \\"x\\"}]"',
                given="wait PT1M\nset {\"feed\": \"[]\"}\nretry check_feed\n", says=["incident", "is not a price", "COMPLETED"])


def deploy_and_serve(line):
    with harness.Server(line.binary) as server:
        line.expect(0, "deploy", SLOT, "--url", server.url, says=["delivery-slot version 1"])
        line.expect(0, "deploy", SLOT, "--url", server.url, says=["deployed already"])
        line.expect(0, "deploy", SLOT, "--always", "--url", server.url, says=["delivery-slot version 2"])
        line.expect(1, "deploy", line.write("broken.bpmn", BROKEN), "--url", server.url, says=["broken.bpmn:5:", "Nothing was deployed"])
        line.expect(1, "deploy", SLOT, "--url", "http://127.0.0.1:1/engine-rest", says=["cannot reach"])
        line.expect(2, "deploy", SLOT, "--url", "ftp://x", says=["--url"])
        # A second server on the same port, and on the same database.
        address = server.url.split("/")[2]
        line.expect(1, "serve", "--listen", address, "--database", "memory:", says=[address])
        line.expect(1, "serve", "--listen", "127.0.0.1:0", "--database", server.database, says=["in use"])
        began = time.monotonic()
        line.report.equal(server.stop(), 0, "the exit code of serve after SIGTERM")
        line.report.check(time.monotonic() - began < 5, "SIGTERM ends it within 5 seconds")
    line.expect(1, "serve", "--listen", "127.0.0.1:0", "--database", "sqlite:" + line.write("garbage.db", "not a database " * 100),
                says=["garbage.db"])
    line.expect(1, "serve", "--listen", "127.0.0.1:0", "--database", "sqlite:/proc/nowhere/x.db", says=["/proc/nowhere"])


def conformance(line):
    """The report as JSON, wherever its option stands."""
    for words in (("own", "--match", "activities/", "--json"), ("--json", "own", "--match", "activities/"),
                  ("own", "--json", "-", "--match", "activities/")):
        result = json.loads(line.run("conformance", *words).stdout)
        line.report.check(result["passed"] > 0 and {"suite", "failed", "refused", "skipped", "cases"} <= set(result), f"{words}: {list(result)}")
    line.expect(0, "conformance", "--json", "own.json", "own", "--match", "activities/", says=["activities"])
    line.report.check(os.path.exists(os.path.join(line.folder, "own.json")), "the report is in the file named")


def main():
    options = harness.arguments(__doc__).parse_args()
    report = harness.Report()
    with tempfile.TemporaryDirectory(prefix="baton-cli-") as folder:
        line = CommandLine(options.binary, report, folder)
        for test in (help_texts, wrong_options, lint, run, deploy_and_serve, conformance):
            test(line)
    report.close()


if __name__ == "__main__":
    main()
