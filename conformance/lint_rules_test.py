#!/usr/bin/env python3
"""`baton lint` rule by rule and as a whole: every rule of style and insight has a page with a bad example, in which it finds
what the file's comment says, and a good one, in which it finds nothing; the index of rules is current; configuration files,
--fix, several files, SARIF."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile

import harness

RULES = os.path.join(harness.ROOT, "docs", "rules")
BAD_GATEWAY = os.path.join(RULES, "superfluous-gateway", "bad.bpmn")


class Lint:
    def __init__(self, binary, report):
        self.binary, self.report = os.path.abspath(binary), report

    def run(self, *arguments, cwd=None):
        return subprocess.run([self.binary, "lint", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              timeout=60, cwd=cwd)

    def findings(self, *arguments, cwd=None):
        """[(rule, element, severity)] of one file."""
        answer = json.loads(self.run("--json", *arguments, cwd=cwd).stdout)
        return [(f["rule"], f["elementId"], f["severity"]) for f in answer["findings"]]

    def check(self, holds, what):
        self.report.check(holds, what)


def examples(lint):
    """What each example's file should find is said in its comment: <!-- finds RULE at ELEMENT, ELEMENT -->"""
    files = sorted(glob.glob(os.path.join(RULES, "*", "*.bpmn")))
    answers = json.loads(lint.run("--json", "--config", "baton:all", *files).stdout)["files"]
    for answer in answers:
        folder, name = os.path.split(answer["file"])
        rule = os.path.basename(folder)
        with open(answer["file"]) as opened:
            said = re.search(r"<!-- finds (\S+) at (.*?) -->", opened.read())
        wanted = sorted(set(said[2].split(", "))) if said else []
        found = sorted({finding["elementId"] or "-" for finding in answer["findings"] if finding["rule"] == rule})
        lint.check(found == wanted and bool(said) == (name == "bad.bpmn"), f"{rule}/{name} finds {found}, wanted {wanted}")


def pages(lint):
    index = lint.run("--rules").stdout
    with open(os.path.join(RULES, "README.md")) as opened:
        lint.check(opened.read() == index, "docs/rules/README.md is current: baton lint --rules > docs/rules/README.md")
    linked = set(re.findall(r"^\| \[([\w.-]+)\]", index, re.M))
    for chapter in ("Insight", "Style"):
        rows = re.findall(r"^\| \[?([\w.-]+)", index.split(f"## {chapter}\n")[1].split("\n## ")[0], re.M)
        for rule in rows[2:]:
            lint.check(rule in linked, f"{rule} has a page")
    for rule in sorted(linked):
        there = {"README.md", "good.bpmn", "bad.bpmn"} <= set(os.listdir(os.path.join(RULES, rule)))
        lint.check(there and f"# {rule}\n" in lint.run("--explain", rule).stdout, f"{rule} is explained, with both examples")
    lint.check("did you mean fake-join" in lint.run("--explain", "fake-jion").stderr, "a rule that there is not")
    lint.check("EXT.101" in lint.run("--explain", "EXT.101").stdout, "rules without page are explained in short")


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text if isinstance(text, str) else json.dumps(text))
    return path


def configuration(lint, folder):
    inner = os.path.join(folder, "a", "b")
    file = write(inner, "x.bpmn", open(BAD_GATEWAY).read())
    rule = lambda: {(severity) for name, _, severity in lint.findings(file) if name == "superfluous-gateway"}
    lint.check(rule() == set(), "superfluous-gateway is off by default")
    write(folder, ".bpmnlintrc", '{"extends": "bpmnlint:recommended"}')
    lint.check(rule() == {"warning"}, ".bpmnlintrc above the file, with bpmnlint's severities")
    for level, severity in ((2, "error"), ("error", "error"), (["info", {}], "info"), (3, "info"), ("WARN", "warning")):
        write(folder, ".bpmnlintrc", {"rules": {"bpmnlint/superfluous-gateway": level}})
        lint.check(rule() == {severity}, f"level {level}")
    write(inner, ".batonlint", '{"extends": ["bpmnlint:all"], // comments are fine\n "rules": {"superfluous-gateway": "off"}}')
    lint.check(rule() == set(), "the nearest file counts, off")
    write(folder, "team.json", {"extends": "baton:recommended", "rules": {"superfluous-gateway": "info"}})
    write(inner, ".batonlint", {"extends": "../../team.json"})
    lint.check(rule() == {"info"}, "extends a file")
    lint.check({severity for _, _, severity in lint.findings("--config", "bpmnlint:all", file)} >= {"error"}, "--config PRESET")
    write(inner, ".batonlint", {"extends": ["plugin:camunda-compat/all", "team.json"],
                                "rules": {"camunda-compat/x": 2, "no-such": 1, "fake-join": "loud", "global": 1}})
    told = lint.run(file).stdout
    for words in ("plugin:camunda-compat/all", "'camunda-compat/x'", "'no-such'", "'fake-join'", "cannot be read"):
        lint.check(words in told and "lint-config" in told, f"a finding says {words}")
    write(inner, ".batonlint", "no json")
    lint.check("expected a JSON object" in lint.run(file).stdout and lint.run(file).returncode == 0, "no JSON is no failure")
    write(inner, ".batonlint", {"rules": {"task-without-implementation": "warn", "standard-size": ["warn", {"bpmn:Task": {"width": 90}}]}})
    sized = write(inner, "sized.bpmn", open(os.path.join(RULES, "standard-size", "good.bpmn")).read())
    lint.check(("standard-size", "pack", "warning") in lint.findings(sized), "options of a rule")
    write(inner, "y.bpmn", open(BAD_GATEWAY).read().replace("userTask", "serviceTask"))
    lint.check(("task-without-implementation", "pack", "warning") in lint.findings(os.path.join(inner, "y.bpmn")), "severity of a deployment rule")


def fixes(lint, folder):
    for path in sorted(glob.glob(os.path.join(RULES, "*", "README.md"))):
        with open(path) as opened:
            if "## `--fix`" not in opened.read():
                continue
        rule = os.path.basename(os.path.dirname(path))
        file = shutil.copy(os.path.join(os.path.dirname(path), "bad.bpmn"), os.path.join(folder, rule + ".bpmn"))
        config = write(folder, "one.json", {"extends": [], "rules": {rule: "warn"}})
        before = open(file).read()
        dry = lint.run("--fix", "--dry-run", "--config", config, file).stdout
        lint.check(open(file).read() == before and "@@" in dry, f"{rule}: --dry-run shows and changes nothing")
        lint.run("--fix", "--config", config, file)
        after = open(file).read()
        lint.check(rule not in [name for name, _, _ in lint.findings("--config", config, file)] and after != before, f"{rule}: mended")
        lint.check(patched(os.path.join(os.path.dirname(path), "bad.bpmn"), dry) in (None, after), f"{rule}: the difference is what is done")


def patched(file, difference):
    """The file with the difference, as patch sees it; None where there is no patch."""
    if not shutil.which("patch"):
        return None
    return subprocess.run(["patch", "-f", "-s", "-o", "-", file], input=difference, text=True, stdout=subprocess.PIPE).stdout


def several_files(lint, folder):
    write(folder, "many/one.bpmn", open(BAD_GATEWAY).read())
    write(folder, "many/deep/two.bpmn", open(BAD_GATEWAY).read())
    write(folder, "many/notes.txt", "no diagram")
    run = lint.run("many", BAD_GATEWAY, cwd=folder)
    lint.check(run.returncode == 0 and "3 files: 0 errors" in run.stdout, f"folders and files: {run.stdout}")
    write(folder, "many/deep/three.bpmn", "no XML")
    lint.check(lint.run("many", cwd=folder).returncode == 2, "a file that is no diagram")
    lint.check(lint.run("many", "absent.bpmn", cwd=folder).returncode == 2, "a file that is not there")
    lint.check(lint.run("--config", "bpmnlint:all", BAD_GATEWAY).returncode == 1, "errors")
    lint.check(lint.run("--config", "bpmnlint:recommended", "--max-warnings", "0", os.path.join(RULES, "fake-join", "bad.bpmn")).returncode == 1,
               "too many warnings")
    lint.check("\033[" in lint.run("--color", "always", "--config", "baton:all", BAD_GATEWAY).stdout, "colors")
    lint.check("\033[" not in lint.run("--config", "baton:all", BAD_GATEWAY).stdout, "no colors in pipes")


def sarif(lint, folder):
    """The structure that the schema of SARIF 2.1.0 requires."""
    write(folder, "many/deep/three.bpmn", "no XML")
    log = json.loads(lint.run("--sarif", "--config", "baton:all", "many", BAD_GATEWAY, cwd=folder).stdout)
    lint.check(log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json") and len(log["runs"]) == 1, "the log")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    lint.check(driver["name"] and len(set(ids)) == len(ids), "the tool, each rule once")
    lint.check(all(rule["shortDescription"]["text"] for rule in driver["rules"]), "rules have a description")
    lint.check(isinstance(run["invocations"][0]["executionSuccessful"], bool), "the invocation")
    lint.check(len(run["results"]) > 5, "results")
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        good = (ids[result["ruleIndex"]] == result["ruleId"] and result["level"] in ("none", "note", "warning", "error")
                and result["message"]["text"] and run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"]
                == place["artifactLocation"]["uri"])
        region = place.get("region", {"startLine": 1, "startColumn": 1})
        lint.check(good and region["startLine"] >= 1 and region["startColumn"] >= 1, f"result {result['ruleId']}")


def main():
    options = harness.arguments(__doc__).parse_args()
    report = harness.Report()
    lint = Lint(options.binary, report)
    with tempfile.TemporaryDirectory() as folder:
        examples(lint)
        pages(lint)
        configuration(lint, folder)
        fixes(lint, folder)
        several_files(lint, folder)
        sarif(lint, folder)
    report.close()


if __name__ == "__main__":
    main()
