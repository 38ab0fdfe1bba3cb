#!/usr/bin/env python3
"""The Git drivers that `baton diff --help` describes, with a real Git: an external diff that tells what changed in the
model, and textconv, which shows lines of the canonical form."""
import os
import shutil
import subprocess
import tempfile

import harness

MODEL = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="P"><userTask id="A" name="{name}" /><endEvent id="E" /><sequenceFlow id="F" sourceRef="A" targetRef="E" /></process>
</definitions>
"""


def main():
    options = harness.arguments(__doc__).parse_args()
    if not shutil.which("git"):
        harness.skip("git is absent")
    report = harness.Report()
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as folder:
        def git(*words):
            settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
            done = subprocess.run(["git", *settings, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_PAGER": "cat"})
            report.equal(done.returncode, 0, f"git {words[0]} ({done.stdout[:300]})")
            return done.stdout

        def write(name, text):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)

        git("init", "-q")
        write(".gitattributes", "*.bpmn diff=bpmn\n")
        write("a.bpmn", MODEL.format(name="before"))
        git("add", ".")
        git("commit", "-qm", "one")
        write("a.bpmn", MODEL.format(name="after").replace("\n", "\r\n"))
        git("config", "diff.bpmn.command", f"'{binary}' diff --git")
        shown = git("diff")
        report.check("~ userTask A 'after'\n    name: 'before' -> 'after'\n" in shown and "endEvent" not in shown, f"the external diff: {shown}")
        write("b.bpmn", MODEL.format(name="x"))
        git("add", ".")
        shown = git("diff", "--cached")
        report.check("+ process P" in shown and "diff --baton b.bpmn" in shown, f"an added file: {shown}")
        git("config", "--unset", "diff.bpmn.command")
        git("config", "diff.bpmn.textconv", f"'{binary}' fmt")
        shown = git("diff", "--cached", "a.bpmn")
        changed = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        report.check(len(changed) == 2 and 'name="before"' in changed[0] and 'name="after"' in changed[1], f"textconv: {shown}")
    report.close()


if __name__ == "__main__":
    main()
