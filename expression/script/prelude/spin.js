// Camunda Spin's JSON: S(text), and what a JSON variable is. A node wraps parsed JSON and shares it with its
// children, so that a change of a child is one of the document. Numbers that JavaScript would spell otherwise than Java
// (1.0, 20 digits) are JSON.rawJSON objects inside.

class SpinError extends Error {
  get name() { return 'SpinJsonException'; }
}

const kSpelled = /[0-9]\.[0-9]*0(?![0-9])|[0-9][eE]|[0-9]{16}|[0-9]{8}\.|[^0-9]0\.00/;

// As Java's Double.toString.
function javaDouble(value) {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? value.toFixed(1) : String(value);
  const [digits, exponent] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

function keepSpelling(key, value, context) {
  if (typeof value !== 'number') return value;
  const spelling = /[.eE]/.test(context.source) ? javaDouble(value) : context.source;
  return spelling === String(value) ? value : rawJSON(spelling);
}

function parseSpin(text) {
  try {
    return kSpelled.test(text) ? parse(text, keepSpelling) : parse(text);
  } catch {
    throw new SpinError('Unable to parse input into json node');
  }
}

function spinOf(text) {
  return new SpinJson(parseSpin(text));
}

function S(input, format) {
  if (input instanceof SpinJson) return input;
  if (typeof input === 'string' || input instanceof String) {
    if (!/^\s*[[{]/.test(input) && !(typeof format === 'string' && /json/.test(format)))
      throw new SpinError('No matching data format detected');
    return spinOf(String(input));
  }
  if (input !== null && typeof input === 'object') return new SpinJson(treeOf(input));
  throw new SpinError(`Unsupported input of type '${typeof input}'`);
}

// A value of a script as a tree for a document: Spin nodes share theirs, other structures are copied.
function treeOf(value, hint) {
  if (value instanceof SpinJson) return value.tree();
  if (typeof value === 'number') {
    const real = isInt32(value) && numberType(value, hint).type === T.double;
    return real ? rawJSON(javaDouble(value)) : value;
  }
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return value.valueOf();
  if (value === undefined || typeof value === 'function') return null;
  return value !== null && typeof value === 'object' ? parse(textOf(value)) : value;
}

const kindOf = (node) => {
  if (node === null) return 'NULL';
  if (isRawJSON(node)) return 'NUMBER';
  return Array.isArray(node) ? 'ARRAY' : typeof node === 'object' ? 'OBJECT' : (typeof node).toUpperCase();
};

function numberOf(node) {
  if (!isRawJSON(node)) return Number.isInteger(node) ? hand(node, isInt32(node) ? T.integer : T.long) : node;
  return hand(Number(node.rawJSON), /[.eE]/.test(node.rawJSON) ? T.double : T.long);
}

class SpinJson {
  #node;
  constructor(node) { this.#node = node; }

  tree() { return this.#node; }
  toJSON() { return this.#node; }
  toString() { return stringify(this.#node); }
  equals(other) { return other instanceof SpinJson && this.toString() === other.toString(); }
  getDataFormatName() { return 'application/json'; }
  unwrap() { return this; }

  #expect(kind, name = kind) {
    if (kindOf(this.#node) !== kind) throw new SpinError(`Expected '${name}', got '${kindOf(this.#node)}'`);
    return this.#node;
  }

  isObject() { return kindOf(this.#node) === 'OBJECT'; }
  isArray() { return kindOf(this.#node) === 'ARRAY'; }
  isString() { return kindOf(this.#node) === 'STRING'; }
  isNumber() { return kindOf(this.#node) === 'NUMBER'; }
  isBoolean() { return kindOf(this.#node) === 'BOOLEAN'; }
  isNull() { return this.#node === null; }
  isValue() { return !this.isObject() && !this.isArray(); }

  stringValue() { return this.#expect('STRING', 'String'); }
  numberValue() { return this.#expect('NUMBER', 'Number'), numberOf(this.#node); }
  boolValue() { return this.#expect('BOOLEAN', 'Boolean'); }
  value() {
    if (!this.isValue()) throw new SpinError(`Expected 'String/Number/Boolean/Null', got '${kindOf(this.#node)}'`);
    return this.isNumber() ? numberOf(this.#node) : this.#node;
  }

  prop(name, ...value) {
    const node = this.#expect('OBJECT', 'SpinJsonNode');
    if (value.length > 0) {
      node[name] = treeOf(...value);
      return this;
    }
    if (!has(node, name)) throw new SpinError(`Unable to find '${name}'`);
    return new SpinJson(node[name]);
  }
  hasProp(name) { return this.isObject() && has(this.#node, name); }
  deleteProp(names) {
    for (const name of Array.isArray(names) ? names : [names]) {
      if (!this.hasProp(name)) throw new SpinError(`Unable to find '${name}'`);
      delete this.#node[name];
    }
    return this;
  }
  fieldNames() { return new JavaList(Object.keys(this.#expect('OBJECT', 'Array/Object'))); }

  elements() {
    const nodes = this.#expect('ARRAY', 'SpinList').map((node) => new SpinJson(node));
    return Object.assign(new JavaList(), nodes);
  }
  #find(value, from, name = 'indexOf') {
    const texts = this.#expect('ARRAY', 'Array').map((node) => stringify(node));
    const index = texts[name](stringify(treeOf(value)));
    if (index < 0) throw new SpinError(`Unable to find '${value}'`);
    return hand(index, T.integer);
  }
  indexOf(value) { return this.#find(value); }
  lastIndexOf(value) { return this.#find(value, 0, 'lastIndexOf'); }
  contains(value) {
    const text = stringify(treeOf(value));
    return this.#expect('ARRAY', 'Array').some((node) => stringify(node) === text);
  }
  #splice(index, count, ...nodes) {
    const list = this.#expect('ARRAY', 'Array');
    const at = index < 0 ? list.length + index : index;
    if (at < 0 || at > list.length - count) throw new SpinError(`Index is out of bounds! Index: '${index}', Size: '${list.length}'`);
    list.splice(at, count, ...nodes);
    return this;
  }
  append(value, hint) { return this.#splice(this.#expect('ARRAY', 'Array').length, 0, treeOf(value, hint)); }
  insertAt(index, value, hint) { return this.#splice(index, 0, treeOf(value, hint)); }
  insertBefore(anchor, value) { return this.#splice(this.indexOf(anchor), 0, treeOf(value)); }
  insertAfter(anchor, value) { return this.#splice(this.indexOf(anchor) + 1, 0, treeOf(value)); }
  remove(value) { return this.#splice(this.indexOf(value), 1); }
  removeLast(value) { return this.#splice(this.lastIndexOf(value), 1); }
  removeAt(index) { return this.#splice(index, 1); }

  mapTo() { return adopt(parse(this.toString())); }
  jsonPath(path) { return new SpinJsonPath(selectPath(this.#node, path), path); }
}

class SpinJsonPath {
  #found;
  #path;
  constructor(found, path) {
    this.#found = found;
    this.#path = path;
  }
  element() {
    const { definite, nodes } = this.#found;
    if (definite && nodes.length === 0) throw new SpinError(`Unable to evaluate JsonPath expression '${this.#path}'`);
    return new SpinJson(definite ? nodes[0] : nodes);
  }
  elementList() { return this.element().elements(); }
  stringValue() { return this.element().stringValue(); }
  numberValue() { return this.element().numberValue(); }
  boolValue() { return this.element().boolValue(); }
}
