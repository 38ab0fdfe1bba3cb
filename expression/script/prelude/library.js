// What scripts find beside the language: S, BpmnError, print, Java's names (java_names.js).

class BpmnError extends Error {
  constructor(code, message, cause) {
    if (code === undefined || code === null || code === '') throw new TypeError('A BpmnError needs an error code');
    super(typeof message === 'string' ? message : '');
    this.errorCode = String(code);
    this.errorMessage = typeof message === 'string' ? message : '';
    this.cause = message instanceof Error ? message : cause;
  }
  get name() { return 'BpmnError'; }
  getErrorCode() { return this.errorCode; }
  getMessage() { return this.errorMessage; }
}

// Methods of java.lang.String that JavaScript's lacks; replaceAll's pattern is a regular expression in Java.
const kStringMethods = {
  equals(other) { return other !== null && other !== undefined && String(this) === String(other); },
  equalsIgnoreCase(other) { return String(this).toLowerCase() === String(other).toLowerCase(); },
  isEmpty() { return this.length === 0; },
  contains(text) { return this.includes(text); },
  matches(pattern) { return new RegExp(`^(?:${pattern})$`).test(this); },
  compareTo(other) { return hand(this < other ? -1 : this > other ? 1 : 0, T.integer); },
  replaceAll(pattern, by) { return this.replace(pattern instanceof RegExp ? pattern : new RegExp(pattern, 'g'), by); },
  replaceFirst(pattern, by) { return this.replace(new RegExp(pattern), by); },
  toCharArray() { return [...String(this)]; },
};

function provide(target, values) {
  for (const name of Object.keys(values)) Object.defineProperty(target, name, hidden(values[name]));
}

function provideLibrary() {
  const quiet = () => undefined;
  provide(String.prototype, kStringMethods);
  provide(globalThis, {
    S, BpmnError, print: quiet, println: quiet, console: { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet },
    [kEach]: each,
  });
  for (const name of ['Java', 'Packages', 'java', 'javax', 'org', 'com']) {
    const define = (value) => Object.defineProperty(globalThis, name, hidden(value));
    Object.defineProperty(globalThis, name, { get: () => javaNamed()[name], set: define, configurable: true });
  }
}
