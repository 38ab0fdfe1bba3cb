// What evaluator.cpp calls: begin before the script, then finish with its value or fail with what it threw.

// The name that `for each` loops are rewritten to.
const kEach = '__baton_each';

provideLibrary();

// shown: variables that the script names; hiding: names of its own that hide them; foreign: names of neither.
function begin(objects, shown, hiding, foreign) {
  shadowed = new Set(hiding);
  for (const [name, properties] of objects)
    Object.defineProperty(globalThis, name, hidden(makeBean(name, properties)));
  for (const name of shown) exposeGlobal(name);
  for (const name of foreign) if (!(name in globalThis)) native.read(name);
}

// Lists and maps that the script changed in place are variables it wrote. (JSON is not: as in Camunda.)
function writeChanged() {
  for (const [name, value] of opened) {
    const origin = value !== null && typeof value === 'object' && origins.get(value);
    if (!origin || origin.type !== T.object || written.has(name) || !isChanged(value, origin)) continue;
    push(value);
    native.write(name, false);
  }
}

function finish(value, hint) {
  writeChanged();
  const nothing = typeof value === 'function' || typeof value === 'symbol' || value instanceof Bean;
  push(nothing ? null : value, hint);
}

function located(error) {
  const place = /(?:^|@)script:(\d+)(?::(\d+))?/m.exec(String(error.stack)) || [];
  const line = error.sourceURL === 'script' && error.line ? error.line : place[1];
  return line === undefined ? '' : ` (line ${line})`;
}

function describe(error) {
  if (error instanceof RangeError && error.message === 'Out of memory')
    return `Script exceeded its memory limit of ${native.megabytes} MB`;
  if (!(error instanceof Error)) return String(error);
  return `${error.name}${error.message ? `: ${error.message}` : ''}${located(error)}`;
}

// [text] or [text, code, message] of a BpmnError.
function fail(error) {
  let text;
  try {
    text = describe(error) || 'Script threw an empty text';
  } catch {
    text = 'Script threw something that cannot be shown';
  }
  return error instanceof BpmnError ? [text, error.errorCode, error.errorMessage] : [text];
}

return { begin, finish, fail };
