// The few Java classes that scripts use with process variables: lists, maps, dates, boxes. Lists are arrays and maps
// are objects, with Java's methods besides: list[0], list.get(0), list.length and list.size() all work.

function javaText(value) {
  return value === undefined ? 'null' : String(value);
}

function javaEquals(a, b) {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  const structured = a !== null && b !== null && typeof a === 'object' && typeof b === 'object';
  return structured && textOf(a) === textOf(b);
}

class JavaIterator {
  #values;
  #at = 0;
  constructor(values) { this.#values = values; }
  hasNext() { return this.#at < this.#values.length; }
  next() {
    if (!this.hasNext()) throw new Error('java.util.NoSuchElementException');
    return this.#values[this.#at++];
  }
}

function within(index, end) {
  if (!(index >= 0 && index < end)) throw new RangeError(`IndexOutOfBoundsException: Index ${index} out of bounds for length ${end}`);
  return index;
}

class JavaList extends Array {
  static javaName = 'java.util.ArrayList';
  static get [Symbol.species]() { return Array; }
  constructor(values) {
    super();
    if (values && typeof values === 'object') this.addAll(values);
  }
  size() { return hand(this.length, T.integer); }
  isEmpty() { return this.length === 0; }
  get(index) { return this[within(index, this.length)]; }
  set(index, value) {
    const old = this.get(index);
    this[index] = value;
    return old;
  }
  add(...values) {
    if (values.length === 2) this.splice(within(values[0], this.length + 1), 0, values[1]);
    else this.push(values[0]);
    return true;
  }
  addAll(values) {
    for (const value of each(values)) this.push(value);
    return true;
  }
  remove(what) {
    const index = typeof what === 'number' ? within(what, this.length) : this.indexOf(what);
    if (typeof what !== 'number' && index < 0) return false;
    const [old] = this.splice(index, 1);
    return typeof what === 'number' ? old : true;
  }
  removeAll(values) {
    const left = this.filter((value) => !new JavaList(values).contains(value));
    const changed = left.length !== this.length;
    this.splice(0, this.length, ...left);
    return changed;
  }
  clear() { this.length = 0; }
  contains(value) { return this.indexOf(value) >= 0; }
  containsAll(values) { return each(values).every((value) => this.contains(value)); }
  indexOf(value) { return hand(this.findIndex((one) => javaEquals(one, value)), T.integer); }
  lastIndexOf(value) { return hand(this.findLastIndex((one) => javaEquals(one, value)), T.integer); }
  subList(from, to) { return new JavaList(this.slice(from, to)); }
  iterator() { return new JavaIterator(this); }
  toArray() { return [...this]; }
  equals(other) { return javaEquals(this, other); }
  toString() { return `[${Array.from(this, javaText).join(', ')}]`; }
}

class JavaLinkedList extends JavaList {
  static javaName = 'java.util.LinkedList';
  getFirst() { return this.get(0); }
  getLast() { return this.get(this.length - 1); }
  addFirst(value) { this.unshift(value); }
  addLast(value) { this.push(value); }
  removeFirst() { return this.remove(0); }
  removeLast() { return this.remove(this.length - 1); }
}

class JavaSet extends JavaList {
  static javaName = 'java.util.HashSet';
  add(value) {
    if (this.contains(value)) return false;
    this.push(value);
    return true;
  }
  addAll(values) { return each(values).filter((value) => this.add(value)).length > 0; }
  remove(value) {
    const index = this.findIndex((one) => javaEquals(one, value));
    if (index >= 0) this.splice(index, 1);
    return index >= 0;
  }
}

class JavaLinkedSet extends JavaSet {
  static javaName = 'java.util.LinkedHashSet';
}

class JavaEntry {
  #map;
  #key;
  constructor(map, key) {
    this.#map = map;
    this.#key = key;
  }
  getKey() { return this.#key; }
  getValue() { return this.#map[this.#key]; }
  setValue(value) { this.#map[this.#key] = value; }
  get key() { return this.getKey(); }
  get value() { return this.getValue(); }
  toString() { return `${this.#key}=${javaText(this.getValue())}`; }
}

const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

class JavaMap {
  static javaName = 'java.util.HashMap';
  constructor(entries) {
    if (entries && typeof entries === 'object') Object.assign(this, entries);
  }
  size() { return hand(Object.keys(this).length, T.integer); }
  isEmpty() { return Object.keys(this).length === 0; }
  get(key) { return has(this, key) ? this[key] : null; }
  getOrDefault(key, otherwise) { return has(this, key) ? this[key] : otherwise; }
  put(key, value) {
    const old = JavaMap.prototype.get.call(this, key);
    this[key] = value;
    return old;
  }
  putIfAbsent(key, value) { return has(this, key) ? this[key] : this.put(key, value); }
  putAll(entries) { Object.assign(this, entries); }
  remove(key) {
    const old = JavaMap.prototype.get.call(this, key);
    delete this[key];
    return old;
  }
  clear() { for (const key of Object.keys(this)) delete this[key]; }
  containsKey(key) { return has(this, key); }
  containsValue(value) { return Object.values(this).some((one) => javaEquals(one, value)); }
  keySet() { return new JavaLinkedSet(Object.keys(this)); }
  values() { return new JavaList(Object.values(this)); }
  entrySet() { return Object.assign(new JavaList(), Object.keys(this).map((key) => new JavaEntry(this, key))); }
  forEach(action) { for (const key of Object.keys(this)) action(key, this[key]); }
  equals(other) { return javaEquals(this, other); }
  toString() { return `{${Object.keys(this).map((key) => `${key}=${javaText(this[key])}`).join(', ')}}`; }
}

class JavaLinkedMap extends JavaMap {
  static javaName = 'java.util.LinkedHashMap';
}

class JavaTreeMap extends JavaMap {
  static javaName = 'java.util.TreeMap';
  put(key, value) {
    const old = super.put(key, value);
    for (const name of Object.keys(this).sort()) {
      const one = this[name];
      delete this[name];
      this[name] = one;
    }
    return old;
  }
}

const kDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n) => String(n).padStart(2, '0');

function zoneName(date) {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date);
    return parts.find((part) => part.type === 'timeZoneName').value;
  } catch {
    return 'GMT';
  }
}

// java.util.Date: JavaScript's has all its methods but these.
class JavaDate extends Date {
  getTime() { return hand(super.getTime(), T.long); }
  before(other) { return this < other; }
  after(other) { return this > other; }
  compareTo(other) { return hand(Math.sign(this - other), T.integer); }
  equals(other) { return javaEquals(this, other); }
  toString() {
    const time = [this.getHours(), this.getMinutes(), this.getSeconds()].map(two).join(':');
    const day = `${kDays[this.getDay()]} ${kMonths[this.getMonth()]} ${two(this.getDate())}`;
    return `${day} ${time} ${zoneName(this)} ${this.getFullYear()}`;
  }
}

// A number of a certain Java type: new java.lang.Long(5).
class Boxed extends Number {
  constructor(value, type) {
    super(value);
    this.type = type;
  }
}
Object.defineProperty(Boxed.prototype, 'type', { writable: true, enumerable: false });

// Gives parsed JSON Java's methods, all the way down.
function adopt(tree) {
  if (tree === null || typeof tree !== 'object' || isRawJSON(tree)) return tree;
  Object.setPrototypeOf(tree, Array.isArray(tree) ? JavaList.prototype : JavaLinkedMap.prototype);
  for (const key of Object.keys(tree)) adopt(tree[key]);
  return tree;
}

// What `for each (x in values)` and addAll go through.
function each(values) {
  if (values === null || values === undefined) return [];
  if (typeof values[Symbol.iterator] === 'function') return [...values];
  return Object.values(values);
}
