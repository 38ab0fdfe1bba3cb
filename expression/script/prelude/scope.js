// `execution`, `task` and the variables as globals.

// What the script wrote: name -> {value} or {removed}; and what it read, so that it meets the same object again.
const written = new TableOf();
const opened = new TableOf();
const writtenLocally = new Set();

function readVariable(name) {
  const change = written.get(name);
  if (change) return change.value;
  native.read(name);
  if (opened.has(name)) return opened.get(name);
  const found = native.variable(name);
  const value = found && open(...found);
  if (found) opened.set(name, value);
  return value;
}

function hasVariable(name) {
  const change = written.get(name);
  if (change) return !change.removed;
  native.read(name);
  return native.has(name);
}

const isLocal = (name) => writtenLocally.has(name) || native.isLocal(name);

function writeVariable(name, value, local, hint) {
  name = String(name);
  push(value, Array.isArray(hint) ? hint : undefined);
  native.write(name, local);
  written.set(name, { value: value === undefined ? null : value });
  if (local) writtenLocally.add(name);
  exposeGlobal(name);
}

function removeVariable(name, local) {
  name = String(name);
  if (local && !isLocal(name)) return;
  native.remove(name, local);
  written.set(name, { removed: true });
  writtenLocally.delete(name);
  const global = Object.getOwnPropertyDescriptor(globalThis, name);
  if (global && global.get && exposed.has(name)) delete globalThis[name];
  exposed.delete(name);
}

function visibleNames() {
  const all = new Set(native.names());
  for (const [name, change] of written) change.removed ? all.delete(name) : all.add(name);
  return [...all];
}

function variablesMap(wanted) {
  const map = new JavaMap();
  for (const name of wanted) map[name] = readVariable(name);
  return map;
}

const existing = (name, value) => (value === undefined ? null : value);

function typedVariable(name, value) {
  return {
    getValue: () => existing(name, value),
    getType: () => ({ getName: () => typeNameOf(value) }),
  };
}

function typeNameOf(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') {
    const from = handed.get(value);
    return { [T.short]: 'short', [T.integer]: 'integer', [T.long]: 'long', [T.double]: 'double' }[from ? from.type : T.double];
  }
  if (value instanceof SpinJson) return 'json';
  if (value instanceof Date) return 'date';
  if (ArrayBuffer.isView(value)) return 'bytes';
  return typeof value;
}

// --- Implicit objects --------------------------------------------------------------------------------

const kScopeMethods = {
  getVariable: (name) => existing(name, readVariable(String(name))),
  getVariableLocal: (name) => (isLocal(String(name)) ? existing(name, readVariable(String(name))) : null),
  getVariableTyped: (name) => (hasVariable(String(name)) ? typedVariable(name, readVariable(String(name))) : null),
  getVariableLocalTyped: (name) => (isLocal(String(name)) ? typedVariable(name, readVariable(String(name))) : null),
  getVariables: () => variablesMap(visibleNames()),
  getVariablesLocal: () => variablesMap(visibleNames().filter(isLocal)),
  getVariableNames: () => new JavaLinkedSet(visibleNames()),
  getVariableNamesLocal: () => new JavaLinkedSet(visibleNames().filter(isLocal)),
  hasVariable: (name) => hasVariable(String(name)),
  hasVariableLocal: (name) => isLocal(String(name)) && hasVariable(String(name)),
  hasVariables: () => visibleNames().length > 0,
  hasVariablesLocal: () => visibleNames().some(isLocal),
  setVariable: (name, value, hint) => writeVariable(name, value, false, hint),
  setVariableLocal: (name, value, hint) => writeVariable(name, value, true, hint),
  setVariables: (values) => { for (const key of Object.keys(values)) writeVariable(key, values[key], false); },
  setVariablesLocal: (values) => { for (const key of Object.keys(values)) writeVariable(key, values[key], true); },
  removeVariable: (name) => removeVariable(name, false),
  removeVariableLocal: (name) => removeVariable(name, true),
  removeVariables: (wanted) => { for (const name of wanted ? each(wanted) : visibleNames()) removeVariable(name, false); },
  removeVariablesLocal: (wanted) => { for (const name of wanted ? each(wanted) : visibleNames().filter(isLocal)) removeVariable(name, true); },
};

// Properties that are null when the engine names no value, and methods that the engine carries out afterwards.
const kBeans = {
  execution: {
    properties: ['id', 'processInstanceId', 'rootProcessInstanceId', 'businessKey', 'processBusinessKey', 'processDefinitionId', 'parentId',
      'currentActivityId', 'currentActivityName', 'activityInstanceId', 'parentActivityInstanceId', 'currentTransitionId',
      'eventName', 'tenantId'],
    calls: ['setProcessBusinessKey', 'setBusinessKey', 'createIncident', 'resolveIncident'],
  },
  task: {
    properties: ['id', 'name', 'description', 'priority', 'processInstanceId', 'executionId', 'processDefinitionId', 'caseInstanceId',
      'caseExecutionId', 'caseDefinitionId', 'createTime', 'lastUpdated', 'taskDefinitionKey', 'eventName', 'owner', 'assignee',
      'dueDate', 'followUpDate', 'deleteReason', 'tenantId', 'taskState', 'candidates'],
    calls: ['setName', 'setDescription', 'setPriority', 'setOwner', 'setAssignee', 'setDueDate', 'setFollowUpDate',
      'addCandidateUser', 'addCandidateUsers', 'addCandidateGroup', 'addCandidateGroups', 'addUserIdentityLink',
      'addGroupIdentityLink', 'deleteCandidateUser', 'deleteCandidateGroup', 'deleteUserIdentityLink',
      'deleteGroupIdentityLink', 'complete'],
  },
};

class Bean {}

const hidden = (value) => ({ value, writable: true, configurable: true, enumerable: false });
const propertyOf = (method) => method[3].toLowerCase() + method.slice(4);

// The call is the engine's to carry out; what a setter sets, its getter sees at once.
function recordCall(object, values, method, args) {
  for (const argument of args) push(argument);
  native.call(object, method, args.length);
  if (method.startsWith('set') && has(values, propertyOf(method))) values[propertyOf(method)] = args[0];
}

// Answers x, getX() and isX() of what the engine named, the methods of a scope, and the calls of the table above.
// Made on demand, behind a proxy, as there are many and a script uses one or two.
class BeanHandler {
  constructor(object, values, calls) {
    this.object = object;
    this.values = values;
    this.calls = calls;
  }
  get(bean, key) {
    if (typeof key === 'symbol') return bean[key];
    const { object, values } = this;
    if (has(values, key)) return values[key];
    if (has(kScopeMethods, key)) return kScopeMethods[key];
    if (this.calls.includes(key)) return (...args) => recordCall(object, values, key, args);
    if (key.startsWith('get') && has(values, propertyOf(key))) return () => values[propertyOf(key)];
    if (key === 'getExecution' && object === 'task') return () => globalThis.execution;
    if (key === 'toString') return () => (object === 'execution' ? `ProcessInstance[${values.id}]` : `${object}[${values.id}]`);
    return bean[key];
  }
  set(bean, key, value) {
    const setter = `set${key[0].toUpperCase()}${key.slice(1)}`;
    if (this.calls.includes(setter)) recordCall(this.object, this.values, setter, [value]);
    return true;
  }
  has(bean, key) { return has(this.values, key); }
  deleteProperty() { return false; }
  defineProperty() { return false; }
}

function makeBean(object, given) {
  const { properties, calls } = kBeans[object] || { properties: [], calls: [] };
  const values = {};
  for (const name of properties) values[name] = null;
  for (const [name, type, payload] of given) values[name] = open(type, payload);
  return new Proxy(new Bean(), new BeanHandler(object, values, calls));
}

// --- Globals -----------------------------------------------------------------------------------------

const exposed = new Set();
const builtIn = new Set(Object.getOwnPropertyNames(globalThis));

// Reading the name reads the variable; assigning to it makes a global of the script that hides it.
function exposeGlobal(name) {
  if (exposed.has(name) || shadowed.has(name) || builtIn.has(name) || has(globalThis, name)) return;
  exposed.add(name);
  Object.defineProperty(globalThis, name, {
    get: () => readVariable(name),
    set: (value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true }),
    configurable: true, enumerable: true,
  });
}

// Names that the script declares itself at its top level: a `var` hides the variable, even before it is assigned.
let shadowed = new Set();
