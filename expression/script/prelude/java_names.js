// java.util.ArrayList and the like, Java.type(), Packages: the classes that scripts may name, and nothing else.
// Java's names are made when a script first uses one: most use none.
let javaNames;
function javaNamed() {
  return (javaNames ??= makeJavaNames());
}

function makeJavaNames() {
  class ProcessEngineException extends Error {
    get name() { return 'ProcessEngineException'; }
  }

  const boxedType = (type, read) => Object.assign(
    function Box(value) { return new.target ? new Boxed(read(value), type) : hand(read(value), type); },
    { valueOf: (value) => hand(read(value), type), MAX_VALUE: type === T.integer ? 2147483647 : Number.MAX_VALUE,
      compare: (a, b) => hand(Math.sign(a - b), T.integer), toString: (value) => String(value) });

  function wholeNumber(value) {
    const text = String(value).trim();
    if (!/^[+-]?\d+(\.0*)?$/.test(text)) throw new TypeError(`NumberFormatException: For input string: "${value}"`);
    return Number(text);
  }

  function realNumber(value) {
    if (Number.isNaN(Number(value))) throw new TypeError(`NumberFormatException: For input string: "${value}"`);
    return Number(value);
  }

  const JavaInteger = boxedType(T.integer, wholeNumber);
  const JavaLong = boxedType(T.long, wholeNumber);
  const JavaShort = boxedType(T.short, wholeNumber);
  const JavaDouble = boxedType(T.double, realNumber);
  JavaInteger.parseInt = JavaInteger.valueOf;
  JavaLong.parseLong = JavaLong.valueOf;
  JavaShort.parseShort = JavaShort.valueOf;
  JavaDouble.parseDouble = JavaDouble.valueOf;

  const JavaBoolean = { valueOf: (v) => /^true$/i.test(String(v)), parseBoolean: (v) => /^true$/i.test(String(v)), TRUE: true, FALSE: false };

  const kFormat = /%(-?)(0?)(\d*)(?:\.(\d+))?([sdfxXbn%])/g;

  // java.lang.String.format, as far as %s %d %f %x %b %n %% with width and digits go.
  function javaFormat(pattern, ...values) {
    return String(pattern).replace(kFormat, (all, left, zero, width, digits, kind) => {
      if (kind === '%') return '%';
      if (kind === 'n') return '\n';
      const value = values.shift();
      const text = { s: () => javaText(value), b: () => String(Boolean(value)), d: () => String(Math.trunc(value)),
        f: () => Number(value).toFixed(digits === undefined ? 6 : Number(digits)), x: () => Number(value).toString(16),
        X: () => Number(value).toString(16).toUpperCase() }[kind]();
      return left ? text.padEnd(Number(width)) : text.padStart(Number(width), zero || ' ');
    });
  }

  const JavaString = Object.assign(function JavaString(value = '') { return new String(value); },
    { valueOf: String, format: javaFormat, join: (by, ...values) => (values.length === 1 ? each(values[0]) : values).join(by) });

  class JavaStringBuilder {
    #text;
    constructor(text = '') { this.#text = String(text); }
    append(value) {
      this.#text += javaText(value);
      return this;
    }
    toString() { return this.#text; }
  }

  // Letters of java.text.SimpleDateFormat, in local time.
  const kDateLetters = {
    y: (d, n) => (n === 2 ? two(d.getFullYear() % 100) : String(d.getFullYear()).padStart(n, '0')),
    M: (d, n) => (n >= 3 ? kMonths[d.getMonth()] : String(d.getMonth() + 1).padStart(n, '0')),
    d: (d, n) => String(d.getDate()).padStart(n, '0'), H: (d, n) => String(d.getHours()).padStart(n, '0'),
    h: (d, n) => String(d.getHours() % 12 || 12).padStart(n, '0'), m: (d, n) => String(d.getMinutes()).padStart(n, '0'),
    s: (d, n) => String(d.getSeconds()).padStart(n, '0'), S: (d, n) => String(d.getMilliseconds()).padStart(n, '0'),
    E: (d) => kDays[d.getDay()], a: (d) => (d.getHours() < 12 ? 'AM' : 'PM'), Z: zoneOffset, X: zoneOffset,
  };

  function zoneOffset(date) {
    const minutes = -date.getTimezoneOffset();
    return (minutes < 0 ? '-' : '+') + two(Math.floor(Math.abs(minutes) / 60)) + two(Math.abs(minutes) % 60);
  }

  class JavaDateFormat {
    #pattern;
    constructor(pattern) { this.#pattern = String(pattern); }
    format(date) {
      const of = new Date(date);
      return this.#pattern.replace(/'([^']*)'|([a-zA-Z])\2*/g, (text, quoted, letter) => {
        if (quoted !== undefined) return quoted || "'";
        if (!kDateLetters[letter]) throw new TypeError(`Letter '${letter}' of a date format is not supported`);
        return kDateLetters[letter](of, text.length);
      });
    }
  }

  function randomUuid() {
    const hex = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16));
    hex[12] = 4;
    hex[16] = 8 | (hex[16] & 3);
    return hex.map((n) => n.toString(16)).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  const javaMath = Object.create(Math);
  for (const name of ['max', 'min', 'abs', 'round'])
    Object.defineProperty(javaMath, name, { value: (...values) => {
      const result = Math[name](...values);
      return values.some((v) => !Number.isInteger(v)) && name !== 'round' ? hand(result, T.double) : result;
    } });

  const exceptionClass = (name) => class extends Error {
    get name() { return name; }
    getMessage() { return this.message; }
  };

  const kJavaClasses = {
    'java.util.ArrayList': JavaList, 'java.util.LinkedList': JavaLinkedList, 'java.util.List': JavaList,
    'java.util.Collection': JavaList, 'java.util.HashMap': JavaMap, 'java.util.LinkedHashMap': JavaLinkedMap,
    'java.util.TreeMap': JavaTreeMap, 'java.util.Map': JavaMap, 'java.util.HashSet': JavaSet,
    'java.util.LinkedHashSet': JavaLinkedSet, 'java.util.Set': JavaSet, 'java.util.Date': JavaDate,
    'java.util.Arrays': { asList: (...values) => new JavaList(values.length === 1 ? each(values[0]) : values) },
    'java.util.Collections': { emptyList: () => new JavaList(), emptyMap: () => new JavaMap(), singletonList: (v) => new JavaList([v]) },
    'java.util.UUID': { randomUUID: randomUuid },
    'java.lang.Integer': JavaInteger, 'java.lang.Long': JavaLong, 'java.lang.Short': JavaShort, 'java.lang.Double': JavaDouble,
    'java.lang.Boolean': JavaBoolean, 'java.lang.String': JavaString, 'java.lang.StringBuilder': JavaStringBuilder,
    'java.lang.Math': javaMath,
    'java.lang.System': { currentTimeMillis: () => hand(Date.now(), T.long), nanoTime: () => hand(Date.now() * 1e6, T.long),
      out: { println() {}, print() {} }, err: { println() {}, print() {} } },
    'java.lang.RuntimeException': exceptionClass('java.lang.RuntimeException'),
    'java.lang.Exception': exceptionClass('java.lang.Exception'),
    'java.lang.IllegalArgumentException': exceptionClass('java.lang.IllegalArgumentException'),
    'java.lang.IllegalStateException': exceptionClass('java.lang.IllegalStateException'),
    'java.text.SimpleDateFormat': JavaDateFormat,
    'org.camunda.bpm.engine.delegate.BpmnError': BpmnError,
    'org.camunda.bpm.engine.ProcessEngineException': ProcessEngineException,
    'org.camunda.spin.Spin': { S, JSON: S },
  };

  function javaClass(name) {
    if (has(kJavaClasses, name)) return kJavaClasses[name];
    throw new ReferenceError(`Java class ${name} is not available to scripts`);
  }

  // java.util.ArrayList by its dots: a segment with a capital is a class.
  function javaPackage(path) {
    return new Proxy(Object.create(null), {
      get(_, name) {
        if (typeof name === 'symbol' || name === 'toString') return () => `[JavaPackage ${path}]`;
        const whole = path ? `${path}.${name}` : name;
        return /^[A-Z]/.test(name) ? javaClass(whole) : javaPackage(whole);
      },
    });
  }

  const Java = {
    type: (name) => javaClass(String(name)),
    from: (values) => [...each(values)],
    to: (values) => new JavaList(values),
  };

  return {
    Java, Packages: javaPackage(''), java: javaPackage('java'), javax: javaPackage('javax'), org: javaPackage('org'),
    com: javaPackage('com'),
  };
}
