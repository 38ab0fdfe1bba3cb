#!/usr/bin/env python3
"""Every diagram of the interchange suite, its drawing thrown away, is laid out anew: all that should be drawn is, no two
nodes overlap, no line runs through a node, lines run at right angles. And with half of its drawing thrown away, what is
left of it does not move."""
import collections
import json
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ET

import harness

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
CONTAINERS = {"participant", "lane", "group"}


class Diagram:
    """Boxes and lines by the id of what they draw; the model's parents."""

    def __init__(self, text):
        root = ET.fromstring(text)
        self.parent = {child: parent for parent in root.iter() for child in parent}
        self.model = {}
        for element in root.iter():
            if element.tag.startswith(BPMN) and element.get("id"):
                self.model.setdefault(element.get("id"), element)
        self.planes = []
        for plane in root.iter(DI + "BPMNPlane"):
            boxes, lines = {}, {}
            for shape in plane.iter(DI + "BPMNShape"):
                bounds = shape.find(DC + "Bounds")
                boxes[self.id_of(shape)] = tuple(float(bounds.get(k)) for k in ("x", "y", "width", "height"))
            for edge in plane.iter(DI + "BPMNEdge"):
                lines[self.id_of(edge)] = [(float(p.get("x")), float(p.get("y"))) for p in edge.iter(WAYPOINT)]
            self.planes.append((boxes, lines))

    def id_of(self, drawing):
        reference = (drawing.get("bpmnElement") or "").strip()
        return reference if reference in self.model else reference.split(":")[-1]

    def kind(self, name):
        return self.model[name].tag.split("}")[-1] if name in self.model else ""

    def owners(self, name):
        """The element and everything around it."""
        element = self.model.get(name)
        while element is not None:
            yield element.get("id")
            element = self.parent.get(element)

    def end(self, name, attribute):
        value = (self.model[name].get(attribute) or "").strip() if name in self.model else ""
        return value if value in self.model else value.split(":")[-1]


def overlap(a, b):
    return a[0] < b[0] + b[2] - 1 and b[0] < a[0] + a[2] - 1 and a[1] < b[1] + b[3] - 1 and b[1] < a[1] + a[3] - 1


def meets(line, box):
    x, y, width, height = box
    return any(min(a[0], b[0]) < x + width - 1 and max(a[0], b[0]) > x + 1 and min(a[1], b[1]) < y + height - 1 and max(a[1], b[1]) > y + 1
               for a, b in zip(line, line[1:]))


def problems(diagram):
    for boxes, lines in diagram.planes:
        nodes = [n for n in boxes if diagram.kind(n) not in CONTAINERS]
        for i, a in enumerate(nodes):
            for b in nodes[i + 1:]:
                if a in diagram.owners(b) or b in diagram.owners(a):
                    continue
                on_border = "boundaryEvent" in (diagram.kind(a), diagram.kind(b)) and (diagram.end(a, "attachedToRef") == b or diagram.end(b, "attachedToRef") == a)
                if not on_border and overlap(boxes[a], boxes[b]):
                    yield f"{a} overlaps {b}"
        for name, line in lines.items():
            if any(abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1 for a, b in zip(line, line[1:])):
                yield f"{name} is not at right angles: {line}"
            ends = set(diagram.owners(name))
            for attribute in ("sourceRef", "targetRef"):
                ends.update(diagram.owners(diagram.end(name, attribute)))
            for child in diagram.model[name] if name in diagram.model else ():
                if child.tag in (BPMN + "sourceRef", BPMN + "targetRef"):
                    ends.update(diagram.owners((child.text or "").strip()))
            for node in nodes:
                host = diagram.end(node, "attachedToRef") if diagram.kind(node) == "boundaryEvent" else None
                if node not in ends and host not in ends and meets(line, boxes[node]):
                    yield f"{name} runs through {node}"


def missing(diagram):
    drawn = {n for boxes, lines in diagram.planes for n in [*boxes, *lines]}
    nodes = {n for boxes, _ in diagram.planes for n in boxes}
    for name, element in diagram.model.items():
        kind = diagram.kind(name)
        # A flow from one process to another has its ends in different diagrams, where they are in no common pools.
        ends = {diagram.end(name, "sourceRef"), diagram.end(name, "targetRef")}
        if kind == "sequenceFlow" and name not in drawn and any(ends <= boxes.keys() for boxes, _ in diagram.planes):
            yield f"sequence flow {name} is not drawn"
        is_node = kind.endswith(("Task", "Event", "Gateway", "SubProcess")) or kind in ("task", "subProcess", "transaction", "callActivity")
        parent = diagram.parent.get(element)
        if is_node and not kind.startswith("global") and parent is not None and parent.tag.startswith(BPMN) and name not in nodes:
            yield f"{kind} {name} is not drawn"


def half_drawn(text):
    """Every second shape and line is gone."""
    root = ET.fromstring(text)
    for plane in root.iter(DI + "BPMNPlane"):
        for drawing in list(plane)[1::2]:
            plane.remove(drawing)
    return ET.tostring(root)


def layout(binary, data, *words):
    with tempfile.NamedTemporaryFile(suffix=".bpmn") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([binary, "layout", file.name, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.stdout if done.returncode == 0 else None


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--match", default="", help="only files whose path contains this")
    options = parser.parse_args()
    suite = harness.shared("suites", "miwg")
    report = harness.Report()
    good, total = collections.Counter(), collections.Counter()
    with open(os.path.join(suite, "manifest.json")) as opened:
        files = json.load(opened)["files"]
    for entry in files:
        if options.match not in entry["path"]:
            continue
        with open(os.path.join(suite, entry["path"]), "rb") as opened:
            data = opened.read()
        text = layout(options.binary, data, "--anew")
        found = [*problems(Diagram(text)), *missing(Diagram(text))] if text else ["not laid out"]
        total[entry["tool"]] += 1
        good[entry["tool"]] += report.check(not found, f"{entry['path']}: {len(found)}: {found[:4]}")
        before = Diagram(half_drawn(data))
        completed = layout(options.binary, half_drawn(data))
        after = Diagram(completed) if completed else before
        moved = [n for (boxes, lines), (new_boxes, new_lines) in zip(before.planes, after.planes)
                 for old, new in ((boxes, new_boxes), (lines, new_lines)) for n in old if new.get(n) != old[n]]
        report.check(completed and not moved, f"{entry['path']}: completing it moved {moved[:4]}")
    for tool in sorted(total):
        print(f"{tool:<42}{good[tool]:>6} of {total[tool]}")
    report.close()


if __name__ == "__main__":
    main()
