#!/usr/bin/env python3
"""bpmnlint's rules against bpmnlint itself: the same (rule, element id) pairs on every diagram of the suites.

Fetches bpmnlint with npm; skipped where that does not work. bpmnlint is given the incoming and outgoing flows that a file
leaves out, and where it does not understand an element as the specification does the pair is excused (bpmnlint/pairs.cjs says
why); of files that its XML reader understands in part only, differences are counted and not told. Prints each pair that
differs, and the counts."""
import collections
import json
import os
import shutil
import subprocess
import tempfile

import harness

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGES = ["bpmnlint@11.15.0", "bpmn-moddle@10.3.1"]


def fetch(folder):
    """False when npm is absent or has no registry."""
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    if os.path.isdir(os.path.join(folder, "node_modules", "bpmnlint")):
        return True
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "package.json"), "w") as out:
        json.dump({"private": True}, out)
    run = subprocess.run(["npm", "install", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL, timeout=300)
    return run.returncode == 0


def theirs(folder, files):
    run = subprocess.run(["node", os.path.join(HERE, "bpmnlint", "pairs.cjs"), folder, "bpmnlint:all"],
                         input="\n".join(files), stdout=subprocess.PIPE, text=True, check=True)
    return {answer["file"]: answer for answer in map(json.loads, run.stdout.splitlines())}


def ours(binary, files, rules):
    """{file: {(rule, id)}}."""
    with tempfile.NamedTemporaryFile("w", suffix=".batonlint") as config:
        json.dump({"extends": ["bpmnlint:all"]}, config)
        config.flush()
        run = subprocess.run([binary, "lint", "--json", "--config", config.name, *files], stdout=subprocess.PIPE, text=True)
    answers = json.loads(run.stdout)["files"]
    return {answer["file"]: {(finding["rule"], finding["elementId"] or None) for finding in answer["findings"]
                             if finding["rule"] in rules} for answer in answers}


def diagrams():
    for suite in ("miwg", "bpmnspector", "camunda7-walks"):
        for folder, _, names in sorted(os.walk(harness.shared("suites", suite))):
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".bpmn"))


def compare(answer, own, tally):
    """The pairs that differ, as lines."""
    found = {tuple(pair) for pair in answer["completed"]}
    failed = {rule[1:] for rule, _ in found if rule.startswith("!")}
    found = {pair for pair in found if pair[0] not in failed and not pair[0].startswith("!")}
    own = {pair for pair in own if pair[0] not in failed}
    tally["pairs"] += len(found)
    tally["flows that the file leaves out"] += {tuple(pair) for pair in answer["raw"]} != {tuple(pair) for pair in answer["completed"]}
    tally["rules that failed in bpmnlint"] += len(failed)
    for rule, element in sorted((found ^ own), key=str):
        if element in answer["excused"]:
            tally[f"pairs where {answer['excused'][element]}"] += 1
            found.discard((rule, element))
            own.discard((rule, element))
    if found == own:
        return []
    unread = [text for text in answer["warnings"] if text.startswith(("unresolved reference", "unparsable content"))]
    if unread:  # what bpmnlint did not read it could not judge
        tally["files that bpmnlint read in part, with differences"] += 1
        return []
    return [f"only {who}: {rule} {element}" for who, pairs in (("bpmnlint", found - own), ("baton", own - found))
            for rule, element in sorted(pairs, key=str)]


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--modules", required=True, help="where npm puts its packages")
    options = parser.parse_args()
    folder = os.path.abspath(options.modules)
    if not fetch(folder):
        harness.skip("npm or its packages are not available")
    files = list(diagrams())
    their = theirs(folder, files)
    rules = {os.path.splitext(name)[0] for name in os.listdir(os.path.join(folder, "node_modules", "bpmnlint", "rules"))}
    own = ours(options.binary, files, rules - {"helper"})
    tally = collections.Counter(files=len(files))
    report = harness.Report()
    different = 0
    for file in files:
        if "unread" in their[file]:
            tally["files that bpmnlint cannot read"] += 1
            continue
        lines = compare(their[file], own[file], tally)
        different += bool(lines)
        for line in lines:
            print(f"  {os.path.relpath(file, harness.shared('suites'))}: {line}")
    for name, count in tally.items():
        print(f"{count:6} {name}")
    report.check(different == 0, f"the same pairs ({different} files differ)")
    report.close()


if __name__ == "__main__":
    main()
