#!/usr/bin/env python3
"""Judges the figure of a suite that lies outside of the repository.

  suite_check.py scenarios --areas "smoke gateway_exclusive ..." --least 0.95    a freshly started server, by the suite's runner
  suite_check.py camunda7-walks --least 0.98                                     in memory, by `baton conformance`

What is answered differently on purpose stands in deviations.json with its reason (docs/deviations.md) and counts
neither way. Any other failure is printed; the test fails below the least ratio.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import harness

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)
FAILURE = re.compile(r"^FAIL (\S+?):? ")  # area/name of a scenario
DEVIATIONS = os.path.join(harness.HERE, "deviations.json")


def judge(suite, passed, failed, least):
    ratio = passed / max(1, passed + failed)
    print(f"{suite}: {passed} of {passed + failed} = {ratio:.1%}, at least {least:.0%} expected")
    good = ratio >= least and passed > 0
    # Failures within the allowance are told above; the line counts what makes this test fail.
    print(f"{passed} passed, {0 if good else failed} failed")
    sys.exit(0 if good else 1)


def scenarios(options):
    tool = harness.shared("suites", "camunda7-scenarios", "replay.py")
    with open(DEVIATIONS) as listed:
        deviations = json.load(listed)["scenarios"]
    with harness.server_of(options) as server:
        command = [sys.executable, tool, "check", "--url", server.url, "--show", "100000"]
        if options.areas:
            # An area's name may begin another's.
            command += ["--match", ",".join(area + "/" for area in options.areas.replace(",", " ").split())]
        # The suites are read-only: no compiled files beside them.
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    closing = CLOSING.findall(run.stdout)
    if not closing:
        print(run.stdout[-4000:])
        sys.exit("the suite's runner did not come to its end")
    passed, failed = map(int, closing[-1])
    for line in run.stdout.splitlines():
        failure = FAILURE.match(line)
        if failure and failure[1] in deviations:
            failed -= 1
            print(f"differs on purpose: {failure[1]}: {deviations[failure[1]]}")
        elif line and not CLOSING.match(line):
            print(line[:600])
    judge("scenarios", passed, failed, options.least)


def conformance(options):
    path = harness.shared("suites", *options.suite.split("/"))
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        subprocess.run([options.binary, "conformance", path, "--json", report, "--deviations", DEVIATIONS], check=False)
        with open(report) as written:
            result = json.load(written)
    judge(options.suite, result["passed"], result["failed"] + result["refused"], options.least)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("suite", help="scenarios, or a folder or manifest below ../shared/suites")
    parser.add_argument("--areas", default="")
    parser.add_argument("--least", type=float, required=True, help="the least ratio that passes")
    options = parser.parse_args()
    scenarios(options) if options.suite == "scenarios" else conformance(options)


if __name__ == "__main__":
    main()
