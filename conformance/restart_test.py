#!/usr/bin/env python3
"""What a restart must keep: timers that came due while nobody was there fire, locks end when they said, and all else is
where it was. Also: SIGTERM ends the server within 5 seconds with exit code 0, whatever waits at that moment."""
import threading
import time

import harness

MODEL = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://baton.dev/conformance">
  <bpmn:process id="restart" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" />
    <bpmn:parallelGateway id="fork" />
    <bpmn:intermediateCatchEvent id="soon"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="later"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:userTask id="review" camunda:assignee="ada"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="hint">look twice</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>
    <bpmn:serviceTask id="work" camunda:type="external" camunda:topic="restart-work" />
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="fork" />
    <bpmn:sequenceFlow id="f1" sourceRef="fork" targetRef="soon" />
    <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="later" />
    <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="review" />
    <bpmn:sequenceFlow id="f4" sourceRef="fork" targetRef="work" />
    <bpmn:sequenceFlow id="f5" sourceRef="soon" targetRef="end" />
    <bpmn:sequenceFlow id="f6" sourceRef="later" targetRef="end" />
    <bpmn:sequenceFlow id="f7" sourceRef="review" targetRef="end" />
    <bpmn:sequenceFlow id="f8" sourceRef="work" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>
"""
LOCK_MS = 1500


def leaves(node):
    below = (node.get("childActivityInstances") or []) + (node.get("childTransitionInstances") or [])
    return sorted(leaf for child in below for leaf in leaves(child)) if below else [node["activityId"]]


def active(rest, instance):
    return leaves(rest.get(f"/process-instance/{instance}/activity-instances"))


def until(look, limit=20):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    return None


def fetch(rest, worker):
    return rest.post("/external-task/fetchAndLock", {"workerId": worker, "maxTasks": 1,
                                                     "topics": [{"topicName": "restart-work", "lockDuration": LOCK_MS}]})


def snapshot(rest, instance):
    """Everything a client can see of the instance that no clock changes."""
    return {
        "variables": rest.get("/variable-instance", processInstanceIdIn=instance, sortBy="variableName", sortOrder="asc"),
        "task": rest.get("/task", processInstanceId=instance),
        "later": rest.get("/job", processInstanceId=instance, activityId="later"),
        "external": rest.get("/external-task", processInstanceId=instance),
        "instance": rest.get(f"/process-instance/{instance}"),
    }


def across_a_kill(server, report):
    rest = server.rest()
    rest.deploy(("restart.bpmn", MODEL))
    instance = rest.post("/process-definition/key/restart/start", {"businessKey": "b-1", "variables": {
        "tree": {"type": "Json", "value": "{\"a\":[1,2]}"}, "when": {"type": "Date", "value": "2026-01-02T03:04:05.678+0000"}}})["id"]
    report.equal(len(fetch(rest, "first")), 1, "tasks fetched before the kill")
    before = snapshot(rest, instance)
    report.equal(active(rest, instance), ["later", "review", "soon", "work"], "active before the kill")
    server.kill()
    time.sleep(2)  # "soon" comes due and the lock ends meanwhile
    server.start()
    rest = server.rest()
    report.check(until(lambda: active(rest, instance) == ["later", "review", "work"]), "the timer that came due meanwhile fires")
    report.equal(snapshot(rest, instance), before, "what a client sees after the restart")
    report.equal([t["workerId"] for t in fetch(rest, "second")], ["second"], "the lock that ended meanwhile is free for another worker")
    report.equal(fetch(rest, "third"), [], "tasks for a third worker while the second holds the lock")
    return instance


def across_an_orderly_end(server, report, instance):
    rest = server.rest()
    # A poll that waits must not hold the end up.
    waiting = threading.Thread(target=wait_for_nothing, args=(server.url,), daemon=True)
    waiting.start()
    time.sleep(0.3)
    report.equal(server.stop(), 0, "the exit code after SIGTERM, within 5 seconds")
    server.start()
    rest = server.rest()
    report.equal(active(rest, instance), ["later", "review", "work"], "active after an orderly end")
    finish(rest, report, instance)


def wait_for_nothing(url):
    try:
        harness.Rest(url).post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 1, "asyncResponseTimeout": 60_000,
                                                              "topics": [{"topicName": "nothing", "lockDuration": 1000}]})
    except (harness.Lost, harness.Refused):
        pass


def finish(rest, report, instance):
    rest.post(f"/task/{rest.get('/task', processInstanceId=instance)[0]['id']}/complete")
    task = until(lambda: fetch(rest, "last"))  # once the second worker's lock has ended
    rest.post(f"/external-task/{task[0]['id']}/complete", {"workerId": "last"})
    rest.post(f"/job/{rest.get('/job', processInstanceId=instance)[0]['id']}/execute")
    report.equal(rest.get(f"/history/process-instance/{instance}")["state"], "COMPLETED", "the end of it all")


def main():
    options = harness.arguments(__doc__).parse_args()
    report = harness.Report()
    with harness.Server(options.binary) as server:
        instance = across_a_kill(server, report)
        across_an_orderly_end(server, report, instance)
    report.close()


if __name__ == "__main__":
    main()
