#!/usr/bin/env python3
"""Every file of the interchange suite goes in and comes back: what Baton counts in it equals what the suite's manifest
says, `baton roundtrip` prints the very bytes, and the canonical form holds the same and is stable. One line per tool."""
import collections
import json
import os
import subprocess

import harness

COLUMNS = ("facts", "bytes", "canonical")


def run(binary, *words, data=None):
    return subprocess.run([binary, *words], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def facts_of(binary, path, data=None):
    done = run(binary, "inspect", path, data=data)
    return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.decode("utf-8", "replace")[:200]}


def differing(found, expected):
    return {key: (found.get(key), value) for key, value in expected.items() if found.get(key) != value}


def check(binary, path, expected):
    """(column, what is wrong) of each check that failed."""
    with open(path, "rb") as opened:
        original = opened.read()
    found = facts_of(binary, path)
    if differing(found, expected):
        yield "facts", differing(found, expected)
    if run(binary, "roundtrip", path).stdout != original:
        yield "bytes", "not the bytes that came in"
    formatted = run(binary, "fmt", path).stdout
    again = differing(facts_of(binary, "-", formatted), found)
    if again:
        yield "canonical", again
    elif run(binary, "fmt", "-", data=formatted).stdout != formatted:
        yield "canonical", "not stable"


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--match", default="", help="only files whose path contains this")
    options = parser.parse_args()
    suite = harness.shared("suites", "miwg")
    report = harness.Report()
    with open(os.path.join(suite, "manifest.json")) as opened:
        files = json.load(opened)["files"]
    good, total = collections.defaultdict(collections.Counter), collections.Counter()
    for entry in files:
        if options.match not in entry["path"]:
            continue
        total[entry["tool"]] += 1
        wrong = dict(check(options.binary, os.path.join(suite, entry["path"]), entry["facts"]))
        for column in COLUMNS:
            good[entry["tool"]][column] += report.check(column not in wrong, f"{entry['path']}: {column}: {str(wrong.get(column))[:300]}")
    print(f"{'tool':<42}{'files':>6}" + "".join(f"{column:>11}" for column in COLUMNS))
    for tool in sorted(total):
        print(f"{tool:<42}{total[tool]:>6}" + "".join(f"{good[tool][column]:>11}" for column in COLUMNS))
    print(f"{'all':<42}{sum(total.values()):>6}" + "".join(f"{sum(row[column] for row in good.values()):>11}" for column in COLUMNS))
    report.close()


if __name__ == "__main__":
    main()
