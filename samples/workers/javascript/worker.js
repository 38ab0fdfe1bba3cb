// Workers for the samples on the official Camunda client, unmodified.
//
//   npm install && npm start            URL=http://127.0.0.1:8080/engine-rest by default
import { BasicAuthInterceptor, Client, Variables, logger } from 'camunda-external-task-client-js';

const url = process.env.URL || 'http://127.0.0.1:8080/engine-rest';
const interceptors = process.env.USERNAME && process.env.PASSWORD
  ? new BasicAuthInterceptor({ username: process.env.USERNAME, password: process.env.PASSWORD }) : undefined;

const client = new Client({
  baseUrl: url, workerId: 'javascript-worker', maxTasks: 5, asyncResponseTimeout: 20000, lockDuration: 30000,
  use: logger.level('error'), interceptors,
});

const say = (task, what) => console.log(`[${task.businessKey || task.processInstanceId.slice(0, 8)}] ${what}`);

class BpmnError extends Error {
  constructor(code, message) { super(message); this.code = code; }
}

// The work: topic -> function(task), which answers the variables to set.
const topics = {
  'reserve-stock': task => {
    say(task, 'stock reserved');
    return { reservation: `R-${task.processInstanceId.slice(0, 8)}` };
  },
  'release-stock': task => say(task, `reservation ${task.variables.get('reservation')} released`),
  'charge-card': task => {
    say(task, `card charged with ${task.variables.get('amount')}`);
    return { payment: `P-${task.processInstanceId.slice(0, 8)}` };
  },
  'refund-card': task => say(task, `payment ${task.variables.get('payment')} refunded`),
  'ship-order': task => {
    const address = task.variables.get('address');
    if (address === 'nowhere') throw new BpmnError('CANNOT_SHIP', 'there is no such address');
    say(task, `shipped to ${address}`);
    return { shipment: `S-${task.processInstanceId.slice(0, 8)}` };
  },
  'send-reminder': task =>
    say(task, `dear ${task.variables.get('manager')}, an expense of ${task.variables.get('amount')} waits for you`),
  'pay-out': task => say(task, `${task.variables.get('amount')} paid out`),
  // Carries a message to the process that waits for it; the business key says which conversation it belongs to.
  'courier': async task => {
    const messageName = task.extensionProperties.message;
    const all = Object.entries(task.variables.getAll());
    const response = await fetch(`${url}/message`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ messageName, businessKey: task.businessKey,
        processVariables: Object.fromEntries(all.map(([name, value]) => [name, { value }])) }),
    });
    if (!response.ok) throw new Error(`${messageName}: ${response.status} ${await response.text()}`);
    say(task, `${messageName} delivered`);
  },
};

for (const [topic, work] of Object.entries(topics)) {
  client.subscribe(topic, { includeExtensionProperties: true }, async ({ task, taskService }) => {
    try {
      const result = await work(task);
      await taskService.complete(task, new Variables().setAll(result || {}));
    } catch (error) {
      if (error instanceof BpmnError) {
        say(task, `${topic}: ${error.message}`);
        await taskService.handleBpmnError(task, error.code, error.message);
        return;
      }
      // Anything else is retried twice, then an operator is asked.
      const retries = task.retries === null || task.retries === undefined ? 2 : task.retries - 1;
      say(task, `${topic} failed: ${error.message}; ${retries} tries left`);
      await taskService.handleFailure(task, { errorMessage: error.message, retries, retryTimeout: 1000 });
    }
  });
}
console.log(`working at ${url}`);
