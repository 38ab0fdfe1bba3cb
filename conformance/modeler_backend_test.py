#!/usr/bin/env python3
"""The modeler's resources (/modeler/...), as a browser, a script and Camunda Modeler's users need them; what they answer
is held against their own OpenAPI description by validators from npm.

  modeler_backend_test.py --binary build/baton [--postgresql] [--modules FOLDER]   FOLDER: where npm installs, kept between runs
"""
import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import urllib.parse

import harness
import postgresql

XML = {"Content-Type": "application/xml"}
DIAGRAM = b"""<?xml version="1.0" encoding="UTF-8"?>\r
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
  <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="5">
    <bpmn:startEvent id="Begin"/><bpmn:sequenceFlow id="F" sourceRef="Begin" targetRef="Pack"/>
    <bpmn:userTask id="Pack" name="Pack %s"/><!-- \xc3\xa4 -->
  </bpmn:process>
</bpmn:definitions>
"""
BROKEN = DIAGRAM.replace(b'targetRef="Pack"', b'targetRef="Nowhere"')


def diagram(name="parcel", key="modeler-backend"):
    return DIAGRAM % (key.encode(), name.encode())


class Modeler:
    """A client that keeps answers for the validator."""

    def __init__(self, rest, report):
        self.rest, self.report, self.answers = rest, report, []

    def call(self, method, path, body=None, schema=None, expect=200, **headers):
        status, text, got = self.rest.call(method, "!/modeler" + path, body, headers={name.replace("_", "-"): value for name, value in headers.items()}, raw=True)
        what = f"{method} {path}"
        self.report.check(status == expect, f"{what}: expected {expect}, found {status} {text[:300]}")
        if schema is None:
            return text, got
        answer = json.loads(text)
        self.answers.append({"schema": schema if status < 400 else "Error", "body": answer, "what": what})
        return answer, got

    def json(self, method, path, body=None, schema=None, expect=200, **headers):
        return self.call(method, path, body, schema or "Error", expect, **headers)[0]


def projects(modeler, report):
    one = modeler.json("POST", "/projects", {"name": " Orders ", "description": "all of them", "author": "ada"}, "Project", 201)
    report.equal((one["name"], one["createdBy"], one["revision"]), ("Orders", "ada", 1), "a new project")
    modeler.json("POST", "/projects", {"name": "Orders"}, expect=409)
    modeler.json("POST", "/projects", {}, expect=400)
    path = "/projects/" + one["id"]
    modeler.json("PUT", path, {"name": "x"}, expect=428)
    modeler.json("PUT", path, {"name": "x"}, expect=412, If_Match='"7"')
    changed, headers = modeler.call("PUT", path, {"description": "some"}, "Project", If_Match='"1"')
    report.equal((changed["name"], changed["description"], headers["ETag"]), ("Orders", "some", '"2"'), "a changed project")
    other = modeler.json("POST", "/projects", {"name": "Zoo"}, "Project", 201)
    names = [row["name"] for row in modeler.json("GET", "/projects?sortBy=name&sortOrder=desc", schema="Project[]")]
    report.equal(names, ["Zoo", "Orders"], "projects by name")
    modeler.json("DELETE", "/projects/" + other["id"], schema="Project", If_Match="*")
    report.equal(modeler.json("GET", "/projects/count", schema="Count"), {"count": 1}, "deleted projects are not counted")
    modeler.json("POST", f"/projects/{other['id']}/undelete", schema="Project")
    modeler.json("GET", "/projects/nowhere", expect=404)
    return one["id"]


def files(modeler, report, project):
    path = f"/projects/{project}/files"
    content = diagram()
    saved, headers = modeler.call("POST", path + "?path=ship/order.bpmn&comment=first&author=ada", content, "SavedFile", 201, **{"Content-Type": "application/xml"})
    report.equal((saved["path"], saved["name"], saved["kind"], saved["version"], saved["state"], saved["createdBy"]),
                 ("ship/order.bpmn", "order.bpmn", "bpmn", 1, "valid", "ada"), "a new file")
    report.check(headers["Location"].endswith("/modeler/files/" + saved["id"]) and headers["ETag"] == '"1"', f"its headers: {headers}")
    modeler.json("POST", path + "?path=ship/order.bpmn", content, expect=409)
    modeler.json("POST", path, content, expect=400)
    modeler.json("POST", path + "?path=../x.bpmn", content, expect=400)
    form, kind = harness.multipart([("comment", "by form", None, None), ("file", b'{"components": [{"type": "textfield", "key": "weight", "label": "Weight"}]}',
                                                                           "weigh.form", "application/json")])
    report.equal(modeler.json("POST", path, form, "SavedFile", 201, Content_Type=kind)["kind"], "form", "a form's file names itself")
    binary = bytes(range(256))
    wrapped = modeler.json("POST", path, {"path": "logo.png", "content": base64.b64encode(binary).decode(), "encoding": "base64"}, "SavedFile", 201)
    report.equal(modeler.call("GET", f"/files/{wrapped['id']}/content")[0], binary, "binary content")
    modeler.json("POST", path, {"path": "x.form", "components": []}, expect=400)
    modeler.json("POST", path + "?path=big.txt", b" " * (17 << 20), expect=413, Content_Type="text/plain")
    return saved["id"]


def saving(modeler, report, file):
    path = f"/files/{file}"
    content, headers = modeler.call("GET", path + "/content")
    report.equal(content, diagram(), "content byte for byte")
    report.equal((headers["Content-Type"], headers["ETag"]), ("application/xml", '"1"'), "its headers")
    modeler.call("GET", path + "/content", expect=304, If_None_Match='"1"')
    report.equal(modeler.call("GET", path, Accept="application/xml")[0], content, "a client that accepts XML gets the diagram")
    modeler.json("GET", path, schema="File", Accept="application/json")
    second = diagram("crate")
    modeler.json("PUT", path + "/content", second, expect=428, Content_Type="application/xml")
    for stale in ('"0"', 'W/"1"', "nonsense"):
        modeler.json("PUT", path + "/content", second, expect=412, Content_Type="application/xml", If_Match=stale)
    saved, headers = modeler.call("PUT", path + "/content?comment=crates", second, "SavedFile", If_Match='"1"', Content_Type="application/xml",
                                  Authorization="Basic " + base64.b64encode(b"bob:secret").decode())
    report.equal((saved["version"], saved["updatedBy"], saved["isNewVersion"], headers["ETag"]), (2, "bob", True, '"2"'), "a saved version")
    again = modeler.json("PUT", path + "/content", second, "SavedFile", If_Match='"2"', Content_Type="application/xml")
    report.equal((again["version"], again["isNewVersion"], again["revision"]), (2, False, 2), "the same bytes again")
    draft = modeler.json("PUT", path + "/content", {"content": (BROKEN % (b"modeler-backend", b"x")).decode(), "comment": "half"}, "SavedFile", If_Match='"2"')
    report.equal((draft["version"], draft["state"]), (3, "draft"), "a broken file is kept as a draft")
    report.check(any(f["elementId"] == "F" and f["severity"] == "error" and f["line"] > 0 for f in draft["findings"]), f"its findings: {draft['findings']}")
    refused = modeler.json("PUT", path + "/content?strict=true", {"content": "<x/>"}, expect=422, If_Match="*")
    report.check(refused["type"] == "ParseException" and refused["findings"], f"strict: {refused}")
    formatted = modeler.json("PUT", path + "/content?fmt=true", diagram("box"), "SavedFile", If_Match="*", Content_Type="text/xml")
    report.check(b"\r" not in modeler.call("GET", path + "/content")[0] and formatted["version"] == 4, "the canonical form")


def versions(modeler, report, file):
    path = f"/files/{file}/versions"
    listed = modeler.json("GET", path, schema="Version[]")
    report.equal([(v["version"], v["author"], v["comment"], v["state"]) for v in listed],
                 [(4, None, None, "valid"), (3, None, "half", "draft"), (2, "bob", "crates", "valid"), (1, "ada", "first", "valid")], "versions")
    report.equal([v["version"] for v in modeler.json("GET", path + "?sortBy=version&sortOrder=asc&firstResult=1&maxResults=2", schema="Version[]")], [2, 3], "a page")
    report.equal(modeler.call("GET", path + "/1/content")[0], diagram(), "an old version byte for byte")
    for bad, status in (("9", 404), ("0", 404), ("x", 400), ("1.5", 400)):
        modeler.json("GET", f"{path}/{bad}", expect=status)
    changes = modeler.json("GET", path + "/1/diff/2", schema="Difference")
    report.equal([(c["id"], c["values"]) for c in changes["changes"]],
                 [("Pack", [{"name": "name", "before": "Pack parcel", "after": "Pack crate"}])], "a difference")
    report.check(modeler.json("GET", path + "/2/diff/2", schema="Difference")["identical"], "no difference")
    text, headers = modeler.call("GET", path + "/1/diff/latest", Accept="text/plain")
    report.check(b"'Pack parcel' -> 'Pack box'" in text and headers["Content-Type"].startswith("text/plain"), f"as text: {text}")
    svg, headers = modeler.call("GET", path + "/1/diff/2?format=svg")
    report.check(b"<svg" in svg and b"Pack crate" in svg and headers["Content-Type"] == "image/svg+xml", "as a picture")
    picture = modeler.call("GET", path + "/2/svg")[0]
    report.check(picture.startswith(b"<") and b"Pack crate" in picture, "a picture of what draws nothing")
    report.equal(modeler.json("GET", path + "/3/findings", schema="Findings")["errors"] > 0, True, "findings of a version")
    modeler.json("POST", path + "/2/restore", {}, expect=428)
    restored = modeler.json("POST", path + "/2/restore", {"comment": "crates after all", "author": "eve"}, "SavedFile", If_Match='"4"')
    report.equal((restored["version"], restored["updatedBy"]), (5, "eve"), "a restored version")
    newest = modeler.json("GET", path + "/latest", schema="VersionDetails")
    report.equal((newest["restoredFrom"], newest["comment"], newest["deployments"]), (2, "crates after all", []), "the restored version")


def deploying(modeler, report, file, project):
    path = f"/files/{file}/versions"
    form = modeler.json("GET", f"/files?projectId={project}&kind=form", schema="File[]")[0]
    deployed = modeler.json("POST", path + "/latest/deploy", {"name": "From the modeler", "author": "ada", "files": [{"fileId": form["id"]}]}, "Deployed")
    report.equal((deployed["name"], deployed["source"], deployed["isNew"], len(deployed["files"])), ("From the modeler", "Baton modeler", True, 2), "a deployment")
    definition = next(iter(deployed["deployedProcessDefinitions"].values()))
    report.equal(modeler.rest.get(f"/process-definition/{definition['id']}/xml")["bpmn20Xml"], diagram("crate").decode(), "the deployed bytes")
    report.equal(modeler.rest.post(f"/process-definition/{definition['id']}/start")["ended"], False, "an instance of it")
    details = modeler.json("GET", path + "/5", schema="VersionDetails")
    report.equal([(d["deploymentId"], d["definitions"][0]["id"], d["author"]) for d in details["deployments"]], [(deployed["id"], definition["id"], "ada")],
                 "where it is deployed")
    again = modeler.json("POST", path + "/latest/deploy", {"name": "From the modeler", "enableDuplicateFiltering": True, "files": [{"fileId": form["id"]}]}, "Deployed")
    report.equal((again["id"], again["isNew"]), (deployed["id"], False), "the same again")
    refused = modeler.json("POST", path + "/3/deploy", {}, expect=400)
    report.equal(refused["type"], "ParseException", "a draft is not deployed")
    modeler.rest.undeploy(deployed["id"])
    report.equal(modeler.json("GET", path + "/5", schema="VersionDetails")["deployments"], [], "a deployment that is gone")


def moving(modeler, report, file, project):
    path = f"/files/{file}"
    modeler.json("PUT", path, {"path": "logo.png"}, expect=409, If_Match="*")
    moved = modeler.json("PUT", path, {"path": "ship/Order 2.bpmn"}, "File", If_Match="*")
    report.equal((moved["path"], moved["version"]), ("ship/Order 2.bpmn", 5), "a moved file")
    deleted = modeler.json("DELETE", path, schema="File", If_Match=f'"{moved["revision"]}"')
    report.check(deleted["deleted"], "a deleted file says when")
    modeler.json("PUT", path + "/content", diagram(), expect=409, If_Match="*", Content_Type="application/xml")
    listed = [row["path"] for row in modeler.json("GET", f"/projects/{project}/files?sortBy=path&sortOrder=asc", schema="File[]")]
    report.equal(listed, ["logo.png", "weigh.form"], "the list without it")
    report.equal(modeler.json("GET", f"/files/count?projectId={project}&includeDeleted=true", schema="Count"), {"count": 3}, "the count with it")
    report.equal(modeler.call("GET", path + "/versions/1/content")[0], diagram(), "versions of a deleted file")
    modeler.json("POST", path + "/undelete", schema="File")
    gone = modeler.json("POST", f"/projects/{project}/files?path=gone.txt", b"x", "SavedFile", 201, Content_Type="text/plain")
    modeler.call("DELETE", f"/files/{gone['id']}?purge=true", expect=204, If_Match="*")
    modeler.json("GET", f"/files/{gone['id']}", expect=404)


def searching(modeler, report, file):
    def found(text, more=""):
        rows = modeler.json("GET", "/search?query=" + urllib.parse.quote(text) + more, schema="FoundFile[]")
        return [(row["path"], [match["id"] for match in row["matches"]]) for row in rows]
    report.equal(found("pack CRATE"), [("ship/Order 2.bpmn", ["Pack"])], "by an element's name")
    report.equal(found("parcel"), [], "old versions are not searched")
    report.equal(found("weight"), [("weigh.form", ["weight"])], "by a form's field")
    report.equal(found("order 2"), [("ship/Order 2.bpmn", [])], "by the path")
    report.equal(found("e", "&kind=form"), [("weigh.form", ["weight"])], "of one kind")
    report.equal(found("%"), [], "a percent sign is none")
    modeler.json("GET", "/search", expect=400)
    checked = modeler.json("POST", "/check", BROKEN % (b"x", b"y"), "Findings", Content_Type="application/xml")
    report.check(checked["errors"] > 0, f"content that is not kept is checked: {checked}")


def browser(modeler, report, file):
    """Cross-origin, as bpmn-js on a page of another server asks."""
    status, _, headers = modeler.rest.call("OPTIONS", f"!/modeler/files/{file}/content", raw=True, headers={
        "Origin": "http://localhost:3000", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type,if-match"})
    report.check(status == 204 and "PUT" in headers["Access-Control-Allow-Methods"] and "if-match" in headers["Access-Control-Allow-Headers"], f"preflight: {status} {headers}")
    _, headers = modeler.call("GET", f"/files/{file}/content", Origin="http://localhost:3000")
    report.check(headers["Access-Control-Allow-Origin"] == "*" and "ETag" in headers["Access-Control-Expose-Headers"], f"the ETag can be read: {headers}")
    first = modeler.call("PUT", f"/files/{file}/content", diagram("twice"), "SavedFile", If_Match="*", Content_Type="application/xml", Idempotency_Key="save-1")
    again = modeler.call("PUT", f"/files/{file}/content", diagram("twice"), "SavedFile", If_Match="*", Content_Type="application/xml", Idempotency_Key="save-1")
    report.check(first[0] == again[0] and again[1]["Idempotency-Replayed"] == "true", "a repeated save is answered, not done again")


def restart(server, modeler, report, file):
    before = modeler.json("GET", f"/files/{file}/versions", schema="Version[]")
    server.kill()
    server.start()
    modeler.rest = server.rest()
    after = modeler.json("GET", f"/files/{file}/versions", schema="Version[]")
    report.equal([{**v, "links": 0} for v in after], [{**v, "links": 0} for v in before], "versions after a kill")
    report.equal(modeler.call("GET", f"/files/{file}/content")[0], diagram("twice"), "content after a kill")


def described(modeler, report, modules):
    description = json.loads(modeler.call("GET", "/openapi.json")[0])
    report.check(len(description["paths"]) >= 18, f"paths: {sorted(description['paths'])}")
    if not shutil.which("npm"):
        harness.skip("npm is absent")
    os.makedirs(modules, exist_ok=True)
    for name in ("package.json", "validate.mjs"):
        shutil.copy(os.path.join(harness.HERE, "description", name), modules)
    if not os.path.exists(os.path.join(modules, "node_modules", "ajv", "package.json")):
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=modules, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            harness.skip(f"npm cannot install the validators: {done.stdout.strip()[-300:]}")
    done = subprocess.run(["node", "validate.mjs"], cwd=modules, input=json.dumps({"description": description, "answers": modeler.answers}), capture_output=True,
                          text=True, timeout=60)
    report.equal(done.stdout.strip(), f"checked {len(modeler.answers)}", f"description and answers agree {done.stderr[-300:]}")


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--modules", default=os.path.join(tempfile.gettempdir(), "baton-description-modules"))
    options = parser.parse_args()
    report = harness.Report()
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(postgresql.Cluster()).url() if options.postgresql else None
        server = stack.enter_context(harness.Server(options.binary, database=database))
        modeler = Modeler(server.rest(), report)
        project = projects(modeler, report)
        file = files(modeler, report, project)
        saving(modeler, report, file)
        versions(modeler, report, file)
        deploying(modeler, report, file, project)
        moving(modeler, report, file, project)
        searching(modeler, report, file)
        browser(modeler, report, file)
        restart(server, modeler, report, file)
        described(modeler, report, options.modules)
    report.close()


if __name__ == "__main__":
    main()
