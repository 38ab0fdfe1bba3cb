// Instances a second of bpmn-engine on one model: node run.mjs FILE SECONDS. The source is parsed once.
import { readFileSync } from 'node:fs';
import { Engine } from 'bpmn-engine';
import BpmnModdle from 'bpmn-moddle';
import * as elements from 'bpmn-elements';
import { default as serializer, TypeResolver } from 'moddle-context-serializer';

const [file, seconds] = [process.argv[2], Number(process.argv[3])];
const parsed = await new BpmnModdle().fromXML(readFileSync(file, 'utf8'));
const context = serializer(parsed, TypeResolver(elements));

async function once() {
  const engine = new Engine({ sourceContext: context });
  const execution = await engine.execute();
  if (execution.state !== 'idle') throw new Error(`not at its end: ${execution.state}`);
}

async function during(limit) {
  const begin = process.hrtime.bigint();
  let count = 0;
  let passed = 0;
  do {
    await once();
    count += 1;
    passed = Number(process.hrtime.bigint() - begin) / 1e9;
  } while (passed < limit);
  return count / passed;
}

await during(seconds / 2);
console.log(await during(seconds));
