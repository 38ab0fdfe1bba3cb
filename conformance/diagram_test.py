#!/usr/bin/env python3
"""The picture of a process definition - uploaded, drawn from the diagram, laid out where nothing is drawn, with overlays -
the differences between two versions, and whether the token flow is sound."""
import xml.etree.ElementTree as ET

import harness

HEAD = ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" '
        'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">')
PROCESS = ('<process id="pictured" isExecutable="true" camunda:historyTimeToLive="1"><startEvent id="S"/><userTask id="A" name="{name}"/>'
           '<sequenceFlow id="F" sourceRef="S" targetRef="A"/></process>')
DRAWN = ('<di:BPMNDiagram id="D"><di:BPMNPlane id="L" bpmnElement="pictured"><di:BPMNShape id="a" bpmnElement="A">'
         '<dc:Bounds x="500" y="500" width="100" height="80"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>')

STUCK = (HEAD + """
<process id="stuck" isExecutable="true" camunda:historyTimeToLive="1"><startEvent id="S"/><exclusiveGateway id="X" default="a"/>
<parallelGateway id="J"/><endEvent id="E"/><sequenceFlow id="s" sourceRef="S" targetRef="X"/><sequenceFlow id="a" sourceRef="X" targetRef="J"/>
<sequenceFlow id="b" sourceRef="X" targetRef="J"><conditionExpression>${true}</conditionExpression></sequenceFlow>
<sequenceFlow id="e" sourceRef="J" targetRef="E"/></process></definitions>""").encode()


def model(name="Look", drawn=True):
    return (HEAD + PROCESS.format(name=name) + (DRAWN if drawn else "") + "</definitions>").encode()


def picture(rest, definition, accept="*/*", **query):
    return rest.call("GET", f"/process-definition/{definition}/diagram", query=query, headers={"Accept": accept}, raw=True)


def drawn(text):
    root = ET.fromstring(text)
    return {group.get("data-element-id") for group in root.iter("{http://www.w3.org/2000/svg}g")} - {None}


def main():
    options = harness.arguments(__doc__).parse_args()
    report = harness.Report()
    with harness.server_of(options) as server:
        rest = server.rest()

        def deploy(*files):
            return next(iter(rest.deploy(*files)["deployedProcessDefinitions"]))

        first = deploy(("p.bpmn", model()))
        status, text, headers = picture(rest, first)
        report.equal((status, headers.get("Content-Type")), (200, "image/svg+xml"), "a diagram that is drawn in part")
        report.equal(drawn(text), {"S", "A", "F"}, "what the picture shows")
        rest.post(f"/process-definition/{first}/start")
        report.check(b">1<" in picture(rest, first, tokens="true")[1] and b">1<" not in text, "where the instance waits")
        report.check(b">1<" in picture(rest, first, counts="true")[1], "how often it was there")
        report.equal(picture(rest, "nothing")[0], 400, "an unknown definition's picture, as Camunda answers")

        bare = deploy(("p.bpmn", model("Again", drawn=False)))
        report.equal(picture(rest, bare)[0], 204, "nothing is drawn, no image asked for")
        status, text, _ = picture(rest, bare, "image/svg+xml,*/*")
        report.check(status == 200 and drawn(text) == {"S", "A", "F"}, f"the layout: {status}")
        own = deploy(("p.bpmn", model()), ("p.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
        report.equal(picture(rest, own)[1], b"<svg xmlns='http://www.w3.org/2000/svg'/>", "the picture that was deployed")

        found = rest.get(f"/process-definition/{first}/diff/{bare}")
        change = next((c for c in found["changes"] if c["id"] == "A"), {})
        report.equal(change.get("values"), [{"name": "name", "before": "Look", "after": "Again"}], f"the difference ({found})")
        report.equal(rest.get(f"/process-definition/{first}/diff/{first}")["equal"], True, "no difference")
        report.equal(rest.call("GET", f"/process-definition/{first}/diff/nothing")[0], 404, "an unknown version")

        report.equal(rest.get(f"/process-definition/{first}/soundness"),
                     {"definitionId": first, "sound": True, "complete": True, "findings": []}, "a sound process")
        found = rest.get(f"/process-definition/{deploy(('stuck.bpmn', STUCK))}/soundness")["findings"]
        report.equal([(f["rule"], f["elementId"], f["line"]) for f in found], [("soundness/deadlock", "J", 3)], "an unsound process")
        report.equal(found[0]["trace"], {"steps": [{"elementId": "S", "sequenceFlowIds": ["s"]}, {"elementId": "X", "sequenceFlowIds": ["a"]}],
                                         "tokensAt": ["a"]}, "its counter-example")
        report.equal(rest.call("GET", "/process-definition/nothing/soundness")[0], 400, "an unknown definition's soundness")
    report.close()


if __name__ == "__main__":
    main()
