#!/usr/bin/env python3
"""The files of the MIWG interchange suite that Camunda's modelers and bpmn.io wrote: each imports; those with an
executable process deploy with lenient=true and run to an end when driven (decisions excepted).

Driving: whatever waits is answered by a seeded chance - tasks completed, messages and signals sent, timers fired - with
values taken from the diagram's own conditions, until the instance ends. A diagram may ask for luck; it gets some tries.
"""
import glob
import json
import os
import random
import re
import subprocess
import xml.etree.ElementTree as ET

import harness

FOLDERS = ("Camunda_Eclipse_Plugin*", "bpmn.io*")
NS = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
TRIES, STEPS = 12, 150
MOST_READ = 5  # variables
WORKER = "miwg"


def imports(binary, path, report, name):
    run = subprocess.run([binary, "lint", "--format", "json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        answer = {}
    report.check(run.returncode in (0, 1) and answer.get("bpmn") is True, f"{name} imports: exit {run.returncode} {run.stderr[-300:]}")


def choices_of(root):
    """Variables that the diagram mentions, with candidates: the values that its conditions compare with, else truth
    for conditions and a name for other expressions."""
    found = {}
    for element in root.iter():
        for text in [element.text or "", *element.attrib.values()]:
            for name in re.findall(r"[$#]\{\s*([A-Za-z_]\w*)\s*\}", text):
                found.setdefault(name, {"ada"})
    for condition in root.iter(NS + "conditionExpression"):
        for name in re.findall(r"[A-Za-z_]\w*", condition.text or ""):
            found.pop(name, None)
    for condition in root.iter(NS + "conditionExpression"):
        text = condition.text or ""
        for name, value in re.findall(r"(\w+)(?:'\))?\s*={1,2}\s*['\"]([^'\"]*)['\"]", text):
            found.setdefault(name, set()).add(value)
        for name in re.findall(r"[A-Za-z_]\w*", re.sub(r"['\"][^'\"]*['\"]", "", text)):
            found.setdefault(name, set())
    return {name: sorted(values) or [True, False] for name, values in found.items()}


class Driver:
    def __init__(self, rest, choices, seed):
        self.rest, self.choices, self.chance = rest, choices, random.Random(seed)

    def variables(self):
        return harness.typed({name: self.chance.choice(values) for name, values in self.choices.items()})

    def with_what_it_reads(self, path, body):
        """Posts variables: who starts a process or works on a task brings what its mappings read."""
        variables = self.variables()
        for _ in range(MOST_READ):
            status, answer = self.rest.call("POST", path, {**body, "variables": variables})
            missing = re.search(r"Cannot resolve identifier '(\w+)'", str(answer)) if status == 500 else None
            if not missing:
                break
            variables[missing.group(1)] = {"value": None}
        return status, answer

    def start(self, definition):
        """The id of a new instance, started as the diagram allows; None with the reason when it cannot be."""
        status, answer = self.with_what_it_reads(f"/process-definition/{definition}/start", {})
        if status == 200:
            return answer["id"], None
        reason = answer
        for job in self.rest.get("/job", processDefinitionId=definition, timers="true"):
            self.rest.call("POST", f"/job/{job['id']}/execute", {})
        for subscription in self.rest.get("/event-subscription"):
            if not subscription["executionId"]:  # of a start event
                self.send(subscription)
        found = self.rest.get("/process-instance", processDefinitionId=definition)
        return (found[0]["id"], None) if found else (None, reason)

    def send(self, subscription):
        if subscription["eventType"] == "message":
            return self.rest.call("POST", "/message", {"messageName": subscription["eventName"], "all": True, "processVariables": self.variables()})
        return self.rest.call("POST", "/signal", {"name": subscription["eventName"], "variables": self.variables()})

    def tree(self, root):
        found, queue = [root], [root]
        while queue:
            queue = [row["id"] for parent in queue for row in self.rest.get("/process-instance", superProcessInstance=parent)]
            found += queue
        return found

    def actions(self, root):
        found = []
        for instance in self.tree(root):
            query = {"processInstanceId": instance}
            found += [(self.complete, row) for row in self.rest.get("/task", **query)]
            found += [(self.work, row) for row in self.rest.get("/external-task", **query)]
            found += [(self.fire, row) for row in self.rest.get("/job", **query)]
            found += [(self.trigger, row) for row in self.rest.get("/event-subscription", **query) if row["eventType"] in ("message", "signal")]
            found += [(self.change, row) for row in self.rest.get("/event-subscription", **query) if row["eventType"] == "conditional"]
        return found

    def complete(self, row):
        return self.rest.call("POST", f"/task/{row['id']}/complete", {"variables": self.variables()})

    def work(self, row):
        self.rest.call("POST", f"/external-task/{row['id']}/lock", {"workerId": WORKER, "lockDuration": 60000})
        return self.with_what_it_reads(f"/external-task/{row['id']}/complete", {"workerId": WORKER})

    def fire(self, row):
        return self.rest.call("POST", f"/job/{row['id']}/execute", {})

    def trigger(self, row):
        if row["eventType"] == "message":
            return self.rest.call("POST", f"/execution/{row['executionId']}/messageSubscriptions/{row['eventName']}/trigger", {"variables": self.variables()})
        return self.rest.call("POST", "/signal", {"name": row["eventName"], "executionId": row["executionId"], "variables": self.variables()})

    def change(self, row):
        return self.rest.call("POST", f"/execution/{row['executionId']}/localVariables", {"modifications": self.variables()})

    def run(self, instance):
        """None when it ended; else what it stands at, with the last refusal."""
        refusal = None
        for _ in range(STEPS):
            if self.rest.call("GET", f"/process-instance/{instance}")[0] == 404:
                state = self.rest.get(f"/history/process-instance/{instance}")["state"]
                return None if state == "COMPLETED" else f"ended as {state}"
            possible = self.actions(instance)
            if not possible:
                return f"waits for nothing that can be done; {refusal}"
            act, row = self.chance.choice(possible)
            status, answer = act(row)
            if status >= 400:
                refusal = f"{act.__name__} {row.get('activityId') or row.get('taskDefinitionKey')}: {status} {str(answer)[:300]}"
        return f"no end after {STEPS} steps; {refusal}"


def runs(rest, path, root, report, name):
    with open(path, "rb") as opened:
        diagram = opened.read()
    try:
        answer = rest.deploy((os.path.basename(path), diagram), lenient="true")
    except harness.Refused as error:
        report.check(False, f"{name} deploys with lenient=true: {error}")
        return
    report.check(True, "")
    choices = choices_of(root)
    for definition in (answer["deployedProcessDefinitions"] or {}):
        problems = []
        for seed in range(TRIES):
            driver = Driver(rest, choices, f"{name}:{seed}")
            instance, problem = driver.start(definition)
            problem = f"not started: {problem}" if problem else driver.run(instance)
            for left in rest.get("/process-instance", processDefinitionId=definition):
                rest.call("DELETE", f"/process-instance/{left['id']}", query={"skipCustomListeners": "true", "skipIoMappings": "true"})
            if not problem:
                break
            problems.append(problem)
        report.check(not problem, f"{name} runs to an end: {problems[-1:]}")
    rest.undeploy(answer["id"])


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--match", default="", help="only files whose path contains this")
    options = parser.parse_args()
    suite = harness.shared("suites", "miwg")
    report = harness.Report()
    with open(os.path.join(harness.HERE, "deviations.json")) as listed:
        excepted = json.load(listed)["miwg"]
    with harness.server_of(options) as server:
        rest = server.rest()
        for path in sorted(p for folder in FOLDERS for p in glob.glob(os.path.join(suite, folder, "*.bpmn"))):
            name = os.path.relpath(path, suite)
            if options.match not in name:
                continue
            if not options.url:
                imports(options.binary, path, report, name)
            root = ET.parse(path).getroot()
            if any(process.get("isExecutable") == "true" for process in root.iter(NS + "process")):
                if name in excepted:
                    print(f"left out: {name}: {excepted[name]}")
                else:
                    runs(rest, path, root, report, name)
    report.close()


if __name__ == "__main__":
    main()
