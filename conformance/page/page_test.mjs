// The page of samples/modeler-page in a real Chromium: what its buttons do. Arguments: page URL, backend URL, chromium,
// folder for screenshots. Prints a line for each thing that is not as it should be, then "checked N".
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [pageUrl, backend, executablePath, folder] = process.argv.slice(2);
let checked = 0;
const check = (holds, what) => {
  ++checked;
  if (!holds) console.log(`FAIL ${what}`);
};

const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const problems = [];
async function open() {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => dialog.accept("orders/order.bpmn"));
  await page.goto(`${pageUrl}?backend=${encodeURIComponent(backend)}`);
  return page;
}
const status = (page) => page.$eval("#status", (element) => element.textContent);
const until = (page, text) => page.waitForFunction((wanted) => document.getElementById("status").textContent.includes(wanted), { timeout: 20000 }, text);

try {
  const page = await open();
  await until(page, "No diagrams yet");
  await page.click("#new");
  await until(page, "version 1, valid");
  check(await page.$('#canvas [data-element-id="StartEvent_1"]'), "the diagram is drawn");

  // Draw: a task after the start event, as the context pad does it.
  const draw = (name) => page.evaluate((text) => {
    const { modeler } = window;
    const start = modeler.get("elementRegistry").get("StartEvent_1");
    const task = modeler.get("modeling").appendShape(start, { type: "bpmn:UserTask" }, { x: 400, y: 178 });
    modeler.get("modeling").updateProperties(task, { id: "Pack", name: text });
  }, name);
  await draw("Pack the order");
  await page.type("#comment", "a task");
  await page.click("#save");
  await until(page, "Saved as version 2");

  // Somebody else has it open, and saves first.
  const other = await open();
  await until(other, "version 2");
  check((await other.$eval("#canvas", (canvas) => canvas.textContent)).includes("Pack the order"), "the second one sees the task");
  await other.evaluate(() => window.modeler.get("modeling").updateProperties(window.modeler.get("elementRegistry").get("Pack"), { name: "Wrap it" }));
  await other.click("#save");
  await until(other, "Saved as version 3");
  await page.bringToFront();
  await page.evaluate(() => window.modeler.get("modeling").updateProperties(window.modeler.get("elementRegistry").get("Pack"), { name: "Mine" }));
  await page.click("#save");
  await until(page, "changed meanwhile");
  check((await status(page)).includes("Open it again"), "a conflict says what to do");
  await page.screenshot({ path: join(folder, "conflict.png") });

  await other.bringToFront();
  await other.select("#version", "2");
  await other.click("#compare");
  await other.waitForSelector("#changes[open] svg");
  await other.screenshot({ path: join(folder, "compare.png") });
  await other.click("#changes button");
  await other.click("#restore");
  await until(other, "version 4");
  check((await other.$eval("#canvas", (canvas) => canvas.textContent)).includes("Pack the order"), "the restored version is drawn");
  await other.click("#deploy");
  await until(other, "Deployed order version 1");
  await other.screenshot({ path: join(folder, "page.png") });
  check(problems.length === 0, `no error on the page: ${problems}`);
} catch (error) {
  console.log(`FAIL ${error} ${problems}`);
} finally {
  await browser.close();
}
console.log(`checked ${checked}`);
