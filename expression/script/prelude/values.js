// Process variables as JavaScript values and back. Concatenated with the other files of this folder into one
// function of `native` (evaluator.cpp) in strict mode; what it declares is hidden from scripts.

// Numbers of ValueType (value.hpp), and kWireTree.
const T = {
  null: 0, boolean: 1, short: 2, integer: 3, long: 4, double: 5, string: 6, date: 7, bytes: 8, file: 9,
  object: 10, json: 11, xml: 12, tree: 100,
};

// A script may replace or break the language's own functions: what is needed here is kept.
const { JSON: json, Map: TableOf, WeakMap: WeakTableOf } = globalThis;
const { stringify, parse, rawJSON, isRawJSON } = json;

// Which type a number had when the script was given it. JavaScript has one type of number, Java has several:
// a number that leaves a script as it came keeps its type. index: the variable it came from, or -1.
const handed = new TableOf();
function hand(number, type, index = -1) {
  handed.set(number, { type, index });
  return number;
}

const isInt32 = (n) => (n | 0) === n;

// Where structured values came from: {index, type, text, typeName}.
const origins = new WeakTableOf();

// What scripts may pass on and print, but not look into: files, documents of other formats.
class Opaque {
  #text;
  constructor(text) { this.#text = text; }
  toString() { return this.#text; }
}

class JavaFile extends Opaque {
  #names;
  constructor(names) {
    super(names[0]);
    this.#names = names;
  }
  getFilename() { return this.#names[0]; }
  getMimeType() { return this.#names[1] || null; }
  getEncoding() { return this.#names[2] || null; }
}

function openObject([text, typeName, format], index) {
  let value;
  try {
    value = /json/i.test(format) ? adopt(parse(text)) : new Opaque(text);
  } catch {
    value = new Opaque(text);
  }
  return value !== null && typeof value === 'object' ? [value, { index, type: T.object, text, typeName }] : [value];
}

const structured = {
  [T.date]: (payload, index) => [new JavaDate(payload), { index, type: T.date }],
  [T.bytes]: (payload) => [payload],
  [T.file]: (payload, index) => [new JavaFile(payload), { index, type: T.file }],
  [T.object]: openObject,
  [T.json]: (text, index) => [spinOf(text), { index, type: T.json, text }],
  [T.xml]: (text, index) => [new Opaque(text), { index, type: T.xml }],
};

// The JavaScript value of a variable's [type, payload].
function open(type, payload, index = -1) {
  if (typeof payload === 'number' && type !== T.date) return hand(payload, type, index);
  const make = structured[type];
  if (!make) return payload;
  const [value, origin] = make(payload, index);
  if (origin && index >= 0) origins.set(value, origin);
  return value;
}

// --- Back --------------------------------------------------------------------------------------------

// As Nashorn: arithmetic makes doubles, what was whole and not computed with stays whole. `hint` is what the
// source tells of the expression (source_analysis.hpp), [1 computed + 2 open, whole literals that it may also be].
const kOpen = 2;

// {type, index}: index of the variable that the number came from, or -1.
function numberType(n, hint) {
  if (!Number.isInteger(n) || Object.is(n, -0)) return { type: T.double, index: -1 };
  const whole = { type: isInt32(n) ? T.integer : T.double, index: -1 };
  if (hint && (hint[0] === 0 || hint.indexOf(n, 1) > 0)) return whole;
  if (!hint || hint[0] & kOpen) {
    const from = handed.get(n);
    if (from) return from;
  }
  return hint ? { type: T.double, index: -1 } : whole;
}

function pushNumber(n, hint) {
  const { type, index } = numberType(n, hint);
  if (index >= 0) native.pass(index);
  else native.push(type, n);
}

// The text of a tree; `undefined` for what JSON cannot say.
function textOf(value) {
  const text = stringify(value);
  return text === undefined ? 'null' : text;
}

// False: a file or so, or what the variable held already.
function isChanged(value, origin) {
  if (value instanceof Opaque || value instanceof JavaDate) return false;
  const text = textOf(value);
  if (text === origin.text) return false;
  try {
    return text !== textOf(origin.type === T.json ? spinOf(origin.text) : parse(origin.text));
  } catch {
    return true;
  }
}

const javaTypeOf = (value) => {
  if (Array.isArray(value)) return detailedType('java.util.ArrayList', value);
  if (value !== null && typeof value === 'object') return detailedType('java.util.LinkedHashMap', value);
  const names = { string: 'java.lang.String', boolean: 'java.lang.Boolean', number: isInt32(value) ? 'java.lang.Integer' : 'java.lang.Double' };
  return names[typeof value] || 'java.lang.Object';
};

// The type name that a changed list or map is stored with: Camunda detects it by the first element.
function detailedType(typeName, value) {
  if (!/^java\.util\.\w+$/.test(typeName)) return typeName;
  return Array.isArray(value) ? `${typeName}<${javaTypeOf(value[0])}>` : `${typeName}<java.lang.Object,java.lang.Object>`;
}

function pushStructured(value) {
  const origin = origins.get(value);
  if (origin && !isChanged(value, origin)) return native.pass(origin.index);
  if (value instanceof SpinJson) return native.push(T.json, value.toString());
  if (value instanceof Date) {
    const time = value.getTime();
    return Number.isNaN(time) ? native.push(T.null) : native.push(T.date, time);
  }
  if (ArrayBuffer.isView(value)) return native.push(T.bytes, value);
  if (value instanceof ArrayBuffer) return native.push(T.bytes, new Int8Array(value));
  const typeName = origin ? detailedType(origin.typeName, value) : value.constructor && value.constructor.javaName;
  if (typeName) return native.push(T.object, textOf(value), typeName);
  native.push(T.tree, textOf(value));
}

const pushers = {
  undefined: () => native.push(T.null),
  boolean: (v) => native.push(T.boolean, v),
  string: (v) => native.push(T.string, v),
  number: pushNumber,
  bigint: (v) => native.push(T.long, Number(v)),
  symbol: () => { throw new TypeError('A symbol cannot be a process variable'); },
  function: () => { throw new TypeError('A function cannot be a process variable'); },
  object(v, hint) {
    if (v === null) return native.push(T.null);
    if (v instanceof Boxed) return native.push(v.type, v.valueOf());
    if (v instanceof Number || v instanceof String || v instanceof Boolean) return push(v.valueOf(), hint);
    if (v instanceof Bean) throw new TypeError(`${v} cannot be a process variable`);
    pushStructured(v);
  },
};

// Puts a value on native's stack, for write, call and the result to take.
function push(value, hint) {
  pushers[typeof value](value, hint);
}
