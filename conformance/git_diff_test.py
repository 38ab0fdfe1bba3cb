#!/usr/bin/env python3
"""The Git drivers that `baton diff --help` and `baton merge --help` describe, with a real Git: an external diff that tells what
changed in the model, textconv, which shows lines of the canonical form, and a merge driver."""
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


class Repository:
    def __init__(self, folder, binary, report):
        self.folder, self.binary, self.report = folder, binary, report
        self.git("init", "-q")

    def git(self, *words, expect=0):
        settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *settings, *words], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_PAGER": "cat"})
        self.report.equal(done.returncode, expect, f"git {words[0]} ({done.stdout[:300]})")
        return done.stdout

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.folder, name)) as file:
            return file.read()


def differences(repository, report):
    git, write, binary = repository.git, repository.write, repository.binary
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


def merges(repository, report):
    """One line of the file is changed on both branches: as text a conflict, as diagrams none."""
    git, write = repository.git, repository.write
    write(".gitattributes", "*.bpmn merge=bpmn\n")
    base = MODEL.format(name="Check")
    write("a.bpmn", base)
    git("add", ".")
    git("commit", "-qm", "base")
    git("branch", "theirs")
    ours = base.replace('name="Check"', 'name="Look"')
    write("a.bpmn", ours)
    git("commit", "-qam", "ours")
    git("checkout", "-q", "theirs")
    write("a.bpmn", base.replace('<endEvent id="E" />', '<endEvent id="E" name="done" />'))
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    git("merge", "-q", "theirs", expect=1)  # as lines of text
    git("merge", "--abort")
    git("config", "merge.bpmn.driver", f"'{repository.binary}' merge --write --path %P %O %A %B")
    git("merge", "-q", "theirs", "-m", "both")
    report.equal(repository.read("a.bpmn"), ours.replace('<endEvent id="E" />', '<endEvent id="E" name="done" />'), "the merged diagram")
    git("checkout", "-q", "theirs")
    write("a.bpmn", base.replace('name="Check"', 'name="See"'))
    git("commit", "-qam", "another name")
    git("checkout", "-q", "main")
    said = git("merge", "-q", "theirs", expect=1)
    report.check("a.bpmn:3: conflict: userTask A 'Look': name is 'Look' in ours and 'See' in theirs" in said, f"a conflict says what: {said}")
    report.check("UU a.bpmn" in git("status", "--short"), "and Git knows that it is one")
    report.check("<<<<" not in repository.read("a.bpmn"), "what lies there is a diagram")


def main():
    options = harness.arguments(__doc__).parse_args()
    if not shutil.which("git"):
        harness.skip("git is absent")
    report = harness.Report()
    for tell in (differences, merges):
        with tempfile.TemporaryDirectory() as folder:
            tell(Repository(folder, os.path.abspath(options.binary), report), report)
    report.close()


if __name__ == "__main__":
    main()
