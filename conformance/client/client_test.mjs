// The official client against a server: node client_test.mjs URL. Prints one line per check, PASS or FAIL, and ends.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// The client is installed beside the copy of this file that runs.
const { Client, Variables, File } = await import(
  pathToFileURL(createRequire(import.meta.url).resolve('camunda-external-task-client-js')).href);

const url = process.argv[2];
let failed = 0, passed = 0;
const check = (holds, what, found) => {
  if (holds) { passed++; return; }
  failed++;
  console.log(`FAIL ${what}${found === undefined ? '' : `: found ${JSON.stringify(found)}`}`);
};
const json = async (method, where, body) => {
  const response = await fetch(url + where, {
    method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${where}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
};
const start = businessKey => json('POST', '/process-definition/key/loan/start', { businessKey });
const history = id => json('GET', `/history/process-instance/${id}`);
const until = async (what, look) => {
  for (let i = 0; i < 400; i++) {
    const found = await look();
    if (found) return found;
    await new Promise(done => setTimeout(done, 25));
  }
  check(false, `${what} within 10 seconds`);
  return null;
};
const client = (workerId, options = {}) =>
  new Client({ baseUrl: url, workerId, maxTasks: 4, interval: 20, lockDuration: 20000, ...options });
// A client that works on one topic as long as `work` runs.
const working = async (worker, topic, options, handle, work) => {
  const problems = [];
  worker.on('poll:error', error => problems.push(String(error)));
  worker.subscribe(topic, options, async given => {
    try { await handle(given); } catch (error) { problems.push(String(error)); }
  });
  try { return await work(); } finally {
    worker.stop();
    check(problems.length === 0, `no problem on topic ${topic}`, problems.slice(0, 2));
  }
};

const binary = Buffer.from(Array.from({ length: 70000 }, (_, i) => (i * 31 + (i >> 8)) & 255));
const text = Buffer.from('äöü €\r\nline two\n\0 end', 'utf8');

// 1. All kinds of values, files included, from one worker to the next.
async function values(folder) {
  fs.writeFileSync(path.join(folder, 'picture.png'), binary);
  fs.writeFileSync(path.join(folder, 'note.txt'), text);
  const instance = await start('values');
  const when = new Date('2026-03-29T01:30:00.000Z');
  await working(client('one'), 'score', {}, async ({ task, taskService }) => {
    const variables = new Variables().setAll({
      small: 7, large: 5000000000, fraction: 2.5, yes: true, word: 'grüße', none: null, when,
      tree: { list: [1, 'two', { three: 3 }], empty: {} } });
    variables.set('picture', await new File({ localPath: path.join(folder, 'picture.png'), mimetype: 'image/png' }).load());
    variables.set('note', await new File({ localPath: path.join(folder, 'note.txt'), mimetype: 'text/plain', encoding: 'utf-8' }).load());
    await taskService.complete(task, variables);
  }, () => until('score done', async () =>
    (await json('GET', `/external-task?processInstanceId=${instance.id}&topicName=grant`)).length === 1));

  let seen = null;
  await working(client('two'), 'grant', {}, async ({ task, taskService }) => {
    const picture = await task.variables.get('picture').load();
    const note = await task.variables.get('note').load();
    seen = { all: task.variables.getAll(), picture, note, types: task.variables.getAllTyped(), task };
    await taskService.handleFailure(task, { errorMessage: 'no money today' });
  }, () => until('an incident', async () =>
    (await json('GET', `/incident?processInstanceId=${instance.id}`)).length === 1));
  check(seen, 'worker two has seen the task');
  if (!seen) return;
  check(seen.all.small === 7, 'integer', seen.all.small);
  check(seen.all.large === 5000000000, 'long', seen.all.large);
  check(seen.all.fraction === 2.5, 'double', seen.all.fraction);
  check(seen.all.yes === true && seen.all.word === 'grüße' && seen.all.none === null, 'boolean, string, null');
  check(seen.all.when instanceof Date && seen.all.when.getTime() === when.getTime(), 'date', seen.all.when);
  check(JSON.stringify(seen.all.tree) === '{"list":[1,"two",{"three":3}],"empty":{}}', 'json', seen.all.tree);
  check(Buffer.compare(seen.picture.content, binary) === 0, 'the picture is byte-identical', seen.picture.content.length);
  check(Buffer.compare(seen.note.content, text) === 0, 'the text file is byte-identical', String(seen.note.content));
  // (The client sends "mimetype", which Camunda does not read.)
  check(seen.picture.filename === 'picture.png', 'file name', seen.picture.filename);
  check(seen.note.encoding === 'utf-8', 'encoding', seen.note.encoding);
  check(seen.task.businessKey === 'values' && seen.task.processDefinitionKey === 'loan' && seen.task.activityId === 'grant',
    'what the task says of itself');
  const incident = (await json('GET', `/incident?processInstanceId=${instance.id}`))[0];
  check(incident?.incidentType === 'failedExternalTask' && incident.incidentMessage === 'no money today', 'incident', incident);
}

// 2. Failure with retries, then success; the retries count down as the worker says.
async function retries() {
  const instance = await start('retries');
  const tries = [];
  await working(client('retrying'), 'score', { businessKey: 'retries' }, async ({ task, taskService }) => {
    tries.push(task.retries ?? null);
    if (tries.length < 3) {
      await taskService.handleFailure(task, { errorMessage: `try ${tries.length}`, errorDetails: 'at length', retries: 3 - tries.length, retryTimeout: 50 });
    } else {
      await taskService.complete(task);
    }
  }, () => until('the third try', async () =>
    (await json('GET', `/external-task?processInstanceId=${instance.id}&topicName=grant`)).length === 1));
  check(JSON.stringify(tries) === '[null,2,1]', 'retries as the worker sees them', tries);
  const log = await json('GET', `/history/external-task-log?processInstanceId=${instance.id}&failureLog=true`);
  check(log.length === 2 && log.some(entry => entry.errorMessage === 'try 1'), 'both failures are in the log', log.length);
}

// 3. A BPMN error takes the boundary event; its code, message and variables arrive.
async function bpmnError() {
  const instance = await start('error');
  await working(client('scoring'), 'score', { businessKey: 'error' }, ({ task, taskService }) => taskService.complete(task), () =>
    working(client('refusing'), 'grant', { businessKey: 'error' }, ({ task, taskService }) =>
      taskService.handleBpmnError(task, 'REFUSED', 'not this time', new Variables().set('limit', 10)),
    () => until('the end', async () => (await history(instance.id)).state === 'COMPLETED')));
  const ends = (await json('GET', `/history/activity-instance?processInstanceId=${instance.id}`)).map(row => row.activityId);
  check(ends.includes('not_granted') && !ends.includes('granted'), 'the boundary event was taken', ends);
  const rows = await json('GET', `/history/variable-instance?processInstanceId=${instance.id}`);
  const found = Object.fromEntries(rows.map(row => [row.name, row.value]));
  check(found.code === 'REFUSED' && found.why === 'not this time' && found.limit === 10, 'code, message, variables', found);
}

// 4. A lock that is extended holds; nobody else gets the task meanwhile.
async function extension() {
  const instance = await start('extension');
  const others = [];
  const other = client('other');
  let release;
  const held = new Promise(done => { release = done; });
  await working(client('holder', { lockDuration: 700 }), 'score', { businessKey: 'extension' }, async ({ task, taskService }) => {
    await taskService.extendLock(task, 10000);
    const row = (await json('GET', `/external-task/${task.id}`));
    check(row.workerId === 'holder' && new Date(row.lockExpirationTime) - Date.now() > 5000, 'the extended lock', row.lockExpirationTime);
    other.subscribe('score', { businessKey: 'extension' }, ({ task }) => others.push(task.id));
    await new Promise(done => setTimeout(done, 1200)); // longer than the first lock
    await taskService.complete(task);
    release();
  }, () => held);
  other.stop();
  check(others.length === 0, 'nobody else got the task', others);
  check((await json('GET', `/external-task?processInstanceId=${instance.id}&topicName=grant`)).length === 1, 'completed under the extended lock');
  await json('DELETE', `/process-instance/${instance.id}`);
}

// 5. A long poll that waits is answered as soon as there is work, and by the work, not by its time running out.
async function longPolling() {
  let got = null, polls = 0;
  const worker = client('patient', { asyncResponseTimeout: 30000 });
  worker.on('poll:start', () => { polls++; });
  await working(worker, 'score', { businessKey: 'patient' }, async ({ task, taskService }) => {
    got = Date.now();
    await taskService.complete(task);
  }, async () => {
    await new Promise(done => setTimeout(done, 300));
    polls = 0; // the first ones had no topic yet
    await new Promise(done => setTimeout(done, 600));
    check(polls === 0, 'one poll that waits, no more', polls);
    const began = Date.now();
    const instance = await start('patient');
    await until('the work', async () => got !== null);
    check(got - began < 10000, 'answered by the work', got - began);
    await until('the next step', async () =>
      (await json('GET', `/external-task?processInstanceId=${instance.id}&topicName=grant`)).length === 1);
  });
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baton-client-'));
try {
  for (const step of [() => values(folder), retries, bpmnError, extension, longPolling]) {
    try { await step(); } catch (error) { check(false, `${step.name || 'values'}: ${error.stack}`); }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
