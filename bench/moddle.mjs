// How many seconds of the processor bpmn-moddle takes for all *.bpmn below a folder: node moddle.mjs MODULE FOLDER.
// As in import_bench, each file's shortest round counts.
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { default: BpmnModdle } = await import(pathToFileURL(process.argv[2]));
const files = readdirSync(process.argv[3], { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.bpmn'))
  .map((entry) => readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'));

const moddle = new BpmnModdle();
const best = files.map(() => Infinity);
for (let round = 0; round < 7; ++round) {
  for (const [i, text] of files.entries()) {
    const begin = process.cpuUsage();
    await moddle.fromXML(text).catch(() => {});
    const { user, system } = process.cpuUsage(begin);
    best[i] = Math.min(best[i], (user + system) / 1e6);
  }
}
console.log(best.reduce((sum, seconds) => sum + seconds, 0));
