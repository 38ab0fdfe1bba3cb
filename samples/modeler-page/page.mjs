// bpmn-js on Baton's modeler backend: open, save with optimistic concurrency, versions, compare, restore, deploy.
// The backend's address: ?backend=http://127.0.0.1:8080, which is the default.
const backend = new URLSearchParams(location.search).get("backend") ?? "http://127.0.0.1:8080";
const project = "bpmn-js sample";
const at = (id) => document.getElementById(id);
const modeler = new BpmnJS({ container: "#canvas", keyboard: { bindTo: document } });
window.modeler = modeler; // for the console
let file = null; // what the server last said about the open file
let tag = null;  // its ETag

function say(text, isBad = false) {
  at("status").textContent = text;
  at("status").className = isBad ? "bad" : "";
}

async function call(method, path, body, headers = {}) {
  const response = await fetch(`${backend}/modeler${path}`, { method, body, headers });
  if (response.ok) return response;
  const refusal = await response.json();
  const hint = response.status === 412 ? " Open it again to see what the other one did." : "";
  throw new Error(refusal.message + hint);
}
const json = async (method, path, body, headers) =>
  (await call(method, path, body && JSON.stringify(body), { ...(body && { "Content-Type": "application/json" }), ...headers })).json();

async function projectId() {
  const [found] = await json("GET", `/projects?name=${encodeURIComponent(project)}`);
  return (found ?? (await json("POST", "/projects", { name: project }))).id;
}

function show(findings) {
  at("findings").replaceChildren(...findings.map((finding) => {
    const item = Object.assign(document.createElement("li"), { textContent: finding.message, className: finding.severity });
    item.onclick = () => {
      const element = modeler.get("elementRegistry").get(finding.elementId);
      if (element) modeler.get("selection").select(element);
    };
    return item;
  }));
}

const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });

async function listFiles() {
  const files = await json("GET", `/files?projectId=${await projectId()}&kind=bpmn&sortBy=path&sortOrder=asc`);
  at("file").replaceChildren(...files.map((row) => option(row.id, row.path)));
  return files;
}

async function listVersions() {
  const versions = await json("GET", `/files/${file.id}/versions`);
  at("version").replaceChildren(...versions.map((row) => option(row.version, `v${row.version} ${row.comment ?? ""} ${row.state === "draft" ? "(draft)" : ""}`)));
}

async function open(id) {
  file = await json("GET", `/files/${id}`);
  at("file").value = id;
  const response = await call("GET", `/files/${id}/content`);
  tag = response.headers.get("ETag");
  await modeler.importXML(await response.text());
  modeler.get("canvas").zoom("fit-viewport", "auto");
  show((await json("GET", `/files/${id}/versions/latest/findings`)).findings);
  await listVersions();
  say(`${file.path}, version ${file.version}, ${file.state}`);
}

const blank = (key) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${key}" isExecutable="true"><bpmn:startEvent id="StartEvent_1" /></bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="${key}">
    <bpmndi:BPMNShape id="StartEvent_1_di" bpmnElement="StartEvent_1"><dc:Bounds x="180" y="160" width="36" height="36" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

async function create() {
  const path = prompt("Path of the new diagram", "order.bpmn");
  if (!path) return;
  const key = path.replace(/^.*\//, "").replace(/\.bpmn$/, "").replace(/[^\w-]/g, "-");
  const saved = await (await call("POST", `/projects/${await projectId()}/files?path=${encodeURIComponent(path)}`, blank(key),
                                  { "Content-Type": "application/xml" })).json();
  await listFiles();
  await open(saved.id);
}

async function save() {
  const { xml } = await modeler.saveXML({ format: true });
  const comment = at("comment").value;
  const response = await call("PUT", `/files/${file.id}/content?comment=${encodeURIComponent(comment)}`, xml, { "Content-Type": "application/xml", "If-Match": tag });
  file = await response.json();
  tag = response.headers.get("ETag");
  at("comment").value = "";
  show(file.findings);
  await listVersions();
  say(file.isNewVersion ? `Saved as version ${file.version}, ${file.state}` : "Nothing has changed");
}

async function compare() {
  const response = await call("GET", `/files/${file.id}/versions/${at("version").value}/diff/latest?format=svg`);
  at("changes").querySelector("div").innerHTML = await response.text();
  at("changes").showModal();
}

async function restore() {
  await json("POST", `/files/${file.id}/versions/${at("version").value}/restore`, {}, { "If-Match": tag });
  await open(file.id);
}

async function deploy() {
  const deployed = await json("POST", `/files/${file.id}/versions/latest/deploy`, {});
  const definitions = Object.values(deployed.deployedProcessDefinitions ?? {});
  say(`Deployed ${definitions.map((one) => `${one.key} version ${one.version}`).join(", ")}`);
}

const guarded = (work) => () => work().catch((error) => say(error.message, true));
at("new").onclick = guarded(create);
at("save").onclick = guarded(save);
at("compare").onclick = guarded(compare);
at("restore").onclick = guarded(restore);
at("deploy").onclick = guarded(deploy);
at("file").onchange = guarded(() => open(at("file").value));
guarded(async () => {
  const files = await listFiles();
  if (files.length) await open(files[0].id);
  else say("No diagrams yet");
})();
