// What bpmnlint finds: node pairs.cjs MODULES CONFIG, file names on standard input, one JSON line for each file:
// {file, unread | warnings, raw: [[rule, id]...], completed: [[rule, id]...], excused: {id: reason}}.
//
// bpmnlint counts the <incoming> and <outgoing> elements of a node and never looks at where sequence flows lead.
// `completed` is what it finds when those of the file's flows that a node does not name are added to it. `excused` are
// elements that it does not understand as the specification does, each with the reason.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');

const [modules, config] = process.argv.slice(2);
const load = createRequire(modules + '/package.json');
const { BpmnModdle } = load('bpmn-moddle');
const { Linter } = load('bpmnlint');
const NodeResolver = load('bpmnlint/lib/resolver/node-resolver');

function* elements(node, seen = new Set()) {
  if (!node || typeof node !== 'object' || seen.has(node) || !node.$descriptor) return;
  seen.add(node);
  yield node;
  for (const property of node.$descriptor.properties || []) {
    if (property.isReference || property.isAttr) continue;
    for (const value of [].concat(node[property.name] ?? [])) yield* elements(value, seen);
  }
}

function complete(root) {
  for (const flow of elements(root)) {
    if (flow.$type !== 'bpmn:SequenceFlow') continue;
    for (const [end, list] of [['sourceRef', 'outgoing'], ['targetRef', 'incoming']]) {
      const node = flow[end];
      if (!node?.$descriptor || !node.$instanceOf?.('bpmn:FlowNode')) continue;
      const known = node.get(list);
      if (!known.includes(flow)) known.push(flow);
    }
  }
}

const repeats = list => new Set(list || []).size !== (list || []).length;

const REASONS = {
  'the association of a compensation event stands in its sub-process, bpmnlint looks in the process': (node, all) =>
    node.$instanceOf?.('bpmn:BoundaryEvent') && all.some(other => other.$type === 'bpmn:Association' && other.sourceRef === node),
  'an event definition that stands beside the processes is one as well': (node, all) => node.eventDefinitionRef?.length > 0,
  'a flow that is named twice is one flow': (node, all) => repeats(node.incoming) || repeats(node.outgoing),
};

function excused(root) {
  const all = [...elements(root)];
  const found = {};
  for (const node of all) {
    for (const [reason, holds] of Object.entries(REASONS)) if (node.id && holds(node, all)) found[node.id] = reason;
  }
  return found;
}

async function pairs(root) {
  const linter = new Linter({ config: { extends: config }, resolver: new NodeResolver() });
  const found = [];
  for (const [rule, reports] of Object.entries(await linter.lint(root))) {
    for (const report of reports) found.push([report.category === 'rule-error' ? '!' + rule : rule, report.id ?? null]);
  }
  return found;
}

async function look(file) {
  let root, warnings;
  try {
    ({ rootElement: root, warnings } = await new BpmnModdle().fromXML(readFileSync(file, 'utf8')));
  } catch (error) {
    return { file, unread: error.message.split('\n')[0] };
  }
  const raw = await pairs(root);
  complete(root);
  return { file, warnings: warnings.map(warning => warning.message.split('\n')[0]), raw, completed: await pairs(root),
           excused: excused(root) };
}

(async () => {
  console.error = () => {};
  for (const file of readFileSync(0, 'utf8').split('\n').filter(Boolean)) console.log(JSON.stringify(await look(file)));
})();
