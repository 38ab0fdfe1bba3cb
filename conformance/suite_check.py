#!/usr/bin/env python3
"""Runs a shared suite of recorded Camunda answers against a freshly started server and judges the figure.

  suite_check.py scenarios --areas "smoke gateway_exclusive ..." --least 0.95
  suite_check.py walks --least 0.6

What is answered differently on purpose stands in deviations.json with its reason (docs/deviations.md) and counts
neither way. Any other failure is printed; the test fails below the least ratio.
"""
import json
import os
import re
import subprocess
import sys

import harness

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)
FAILURE = re.compile(r"^FAIL (\S+?):? ")  # area/name of a scenario, file of a walk


def command(options, url):
    if options.suite == "scenarios":
        tool = [sys.executable, harness.shared("suites", "camunda7-scenarios", "replay.py"), "check", "--url", url, "--show", "100000"]
        if options.areas:
            # An area's name may begin another's.
            tool += ["--match", ",".join(area + "/" for area in options.areas.replace(",", " ").split())]
        return tool
    folder = harness.shared("suites", "camunda7-walks")
    return [sys.executable, os.path.join(folder, "walk.py"), "check", "--url", url, "--models", os.path.join(folder, "models"),
            "--walks", os.path.join(folder, "walks.json"), "--show", "100000"]


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("suite", choices=["scenarios", "walks"])
    parser.add_argument("--areas", default="")
    parser.add_argument("--least", type=float, required=True, help="the least ratio that passes")
    options = parser.parse_args()
    with open(os.path.join(harness.HERE, "deviations.json")) as listed:
        deviations = json.load(listed)[options.suite]
    with harness.server_of(options) as server:
        # The suites are read-only: no compiled files beside them.
        run = subprocess.run(command(options, server.url), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    closing = CLOSING.findall(run.stdout)
    if not closing:
        print(run.stdout[-4000:])
        sys.exit("the suite's runner did not come to its end")
    passed, failed = map(int, closing[-1])
    argued = 0
    for line in run.stdout.splitlines():
        failure = FAILURE.match(line)
        if failure and failure[1] in deviations:
            argued += 1
            print(f"differs on purpose: {failure[1]}: {deviations[failure[1]]}")
        elif line and not CLOSING.match(line):
            print(line[:600])
    failed -= argued
    ratio = passed / max(1, passed + failed)
    print(f"{options.suite}: {passed} of {passed + failed} = {ratio:.1%}, at least {options.least:.0%} expected; {argued} differ on purpose")
    good = ratio >= options.least and passed > 0
    # Failures within the allowance are told above; the line counts what makes this test fail.
    print(f"{passed} passed, {0 if good else failed} failed")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
