#!/usr/bin/env python3
"""What Camunda Modeler's Deploy and Start buttons send, in their order, twice: the second deployment of the same file
is no new one, and starts a second instance of the same definition."""
import os

import harness

MODEL = os.path.join(harness.ROOT, "samples", "delivery-slot", "delivery-slot.bpmn")
AS_JSON = {"accept": "application/json"}


def check_connection(rest, report):
    status, answer = rest.call("GET", "/deployment?maxResults=0", headers=AS_JSON)
    report.check(status == 200 and answer == [], f"the connection check: {status} {answer}")
    # The Modeler does not remove a slash at the end of the endpoint.
    status, answer = rest.call("GET", "//deployment?maxResults=0", headers=AS_JSON)
    report.check(status == 200, f"the connection check with a doubled slash: {status}")
    status, answer = rest.call("GET", "/version", headers=AS_JSON)
    report.check(status == 200 and isinstance(answer.get("version"), str), f"the version: {status} {answer}")


def deploy(rest, report):
    with open(MODEL, "rb") as opened:
        diagram = opened.read()
    name = os.path.basename(MODEL)
    body, kind = harness.multipart([
        ("deployment-name", "modeler-test", None, None), ("deployment-source", "Camunda Modeler", None, None),
        ("enable-duplicate-filtering", "true", None, None), (name, diagram, name, "text/xml"),
        ("notes.txt", b"an attachment", "notes.txt", "application/octet-stream")])
    status, answer = rest.call("POST", "/deployment/create", body, headers={"Content-Type": kind, **AS_JSON})
    report.equal(status, 200, f"the deployment ({answer})")
    return answer


def links(rest, report):
    """The Modeler copes without; with an answer it must be JSON."""
    status, answer = rest.call("GET", "!/.well-known/camunda-automation-platform/webapps")
    report.check(status == 404 or (status == 200 and isinstance(answer, dict)), f"the web applications' links: {status} {answer}")


def start(rest, report, definition, number):
    status, answer = rest.call("POST", f"/process-definition/{definition}/start",
                               {"businessKey": f"modeler-{number}", "variables": {"weight": {"value": 3, "type": "Integer"}}})
    report.equal(status, 200, f"the start ({answer})")
    report.equal(answer.get("definitionId"), definition, "the instance's definition")
    report.equal(answer.get("businessKey"), f"modeler-{number}", "the instance's business key")
    return answer.get("id")


def main():
    parser = harness.arguments(__doc__)
    options = parser.parse_args()
    report = harness.Report()
    with harness.server_of(options) as server:
        rest = server.rest()
        check_connection(rest, report)
        first = deploy(rest, report)
        definitions = first.get("deployedProcessDefinitions") or {}
        if not report.equal(len(definitions), 1, "definitions deployed"):
            report.close()
        definition = next(iter(definitions.values()))
        report.equal(definition.get("key"), "delivery-slot", "the definition's key")
        links(rest, report)
        started = set()
        for number in (1, 2):
            check_connection(rest, report)
            again = deploy(rest, report)
            report.equal(again.get("id"), first.get("id"), "the deployment that is found again")
            report.equal(again.get("deployedProcessDefinitions"), None, "definitions of a deployment that is found again")
            started.add(start(rest, report, definition["id"], number))
            links(rest, report)
        report.equal(len(started), 2, "instances")
        xml = rest.get(f"/process-definition/{definition['id']}/xml")["bpmn20Xml"]
        with open(MODEL, encoding="utf-8", newline="") as opened:
            report.check(xml == opened.read(), "the diagram is served back as it was deployed")
        rest.undeploy(first["id"])
    report.close()


if __name__ == "__main__":
    main()
