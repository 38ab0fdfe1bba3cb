// JsonPath as Spin's users write it: $.a.b  $['a']  [0]  [-1]  [0,2]  [1:3]  .*  [*]  ..a  [?(@.price > 10 && @.name)]
// A path of names and single indexes alone is definite: it yields one node or none.

const kStep = () => /\.\.(\*|[\w$-]+|(?=\[))|\.(\*|[\w$-]+)|\[('[^']*'|"[^"]*"|\*|\?\([^]*?\)|[^\]]*)\]/y;

function parsePath(path) {
  const steps = [];
  const step = kStep();  // its own: a filter within holds paths again
  step.lastIndex = path[0] === '$' || path[0] === '@' ? 1 : 0;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) throw new SpinError(`Unable to compile JsonPath expression '${path}'`);
    const [text, deepName, name, inside] = match;
    if (text.startsWith('..')) steps.push({ deep: true });
    const what = inside !== undefined ? inside.trim() : deepName || name;
    if (what) steps.push(what === '*' ? { all: true } : inside !== undefined ? bracketStep(what) : { names: [what] });
  }
  return steps;
}

function bracketStep(what) {
  if (what.startsWith('?(')) return { filter: parseFilter(what.slice(2, -1)) };
  if (/^['"]/.test(what)) return { names: what.match(/'[^']*'|"[^"]*"/g).map((name) => name.slice(1, -1)) };
  if (what.includes(':')) return { slice: what.split(':').map((n) => (n.trim() === '' ? undefined : Number(n))) };
  return { indexes: what.split(',').map(Number) };
}

const kOperators = {
  '==': (a, b) => a === b, '!=': (a, b) => a !== b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
  '<': (a, b) => a < b, '>': (a, b) => a > b, '=~': (a, b) => b instanceof RegExp && b.test(a),
  in: (a, b) => Array.isArray(b) && b.includes(a), nin: (a, b) => Array.isArray(b) && !b.includes(a),
};

function parseFilter(text) {
  const either = text.split('||').map((part) => part.split('&&').map(parseComparison));
  return (node) => either.some((all) => all.every((test) => test(node)));
}

function parseComparison(text) {
  const match = /^\s*(!?)\s*(@[^\s=!<>]*|'[^']*'|[^\s=!<>]+)\s*(?:(==|!=|<=|>=|=~|<|>|\bin\b|\bnin\b)\s*(.+?))?\s*$/.exec(text);
  if (!match) throw new SpinError(`Unable to compile JsonPath filter '${text}'`);
  const [, not, left, operator, right] = match;
  const a = operand(left);
  if (!operator) return (node) => (a(node) !== undefined) !== (not === '!');
  const b = operand(right);
  return (node) => kOperators[operator](a(node), b(node));
}

function operand(text) {
  if (text[0] === '@') {
    const steps = parsePath(text);
    return (node) => {
      const [found] = walk([node], steps);
      return isRawJSON(found) ? Number(found.rawJSON) : found;
    };
  }
  const pattern = /^\/(.*)\/(i?)$/.exec(text);
  const value = pattern ? new RegExp(`^(?:${pattern[1]})$`, pattern[2]) : parse(text.replace(/'([^']*)'/g, (_, s) => stringify(s)));
  return () => value;
}

const isNode = (node) => node !== null && typeof node === 'object' && !isRawJSON(node);
const childrenOf = (node) => (isNode(node) ? Object.values(node) : []);
const descend = (node) => [node, ...childrenOf(node).flatMap(descend)];

function stepFrom(node, step) {
  if (step.deep) return descend(node);
  if (step.all) return childrenOf(node);
  if (step.names) return isNode(node) && !Array.isArray(node) ? step.names.filter((name) => has(node, name)).map((name) => node[name]) : [];
  if (step.filter) return (Array.isArray(node) ? node : [node]).filter((one) => step.filter(one));
  if (!Array.isArray(node)) return [];
  if (step.slice) return node.slice(...step.slice);
  return step.indexes.map((index) => (index < 0 ? node.length + index : index)).filter((index) => index in node).map((index) => node[index]);
}

function walk(nodes, steps) {
  return steps.reduce((found, step) => found.flatMap((node) => stepFrom(node, step)), nodes);
}

function selectPath(node, path) {
  const steps = parsePath(String(path).trim());
  const definite = steps.every((step) => (step.names && step.names.length === 1) || (step.indexes && step.indexes.length === 1));
  return { definite, nodes: walk([node], steps) };
}
