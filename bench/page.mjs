#!/usr/bin/env node
// What the page may cost: its size, the time until it can be used, and frames a second where a map of 5,000 sites is moved.
//
//   bench/page.mjs REPORT.html [PAGE.html]     a report by `jarip assess --html`; the built page (default: web/dist/index.html)
//
// Prints each figure beside its goal. Times are those of the whole machine, which is named. Needs web/node_modules and Chromium.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const web = fileURLToPath(new URL("../web/", import.meta.url));
const { chromium } = createRequire(join(web, "package.json"))("playwright-core");
const [report, built = join(web, "dist/index.html")] = process.argv.slice(2);
const [nodes, frames, opened] = [5000, 120, 5];

console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
console.log(`page: ${(gzipSync(readFileSync(built)).length / 1000).toFixed(0)} kB gzipped without data (goal: 400)`);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"] });
const open = async (file, hash) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true })).newPage();
  await page.goto(pathToFileURL(resolve(file)).href + hash);
  return page;
};

// From the start of navigation until the first view stands and a press on a figure is answered.
const times = [], worked = [];
for (let at = 0; at < opened; ++at) {
  const page = await open(report, "#lang=en");
  const metrics = await page.context().newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.locator("h2").first().waitFor();
  times.push(await page.evaluate(() => new Promise((done) => {
    const figure = document.querySelector("a.figure, button.figure");
    figure?.click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  })));
  worked.push(1000 * (await metrics.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value);
  await page.context().close();
}
times.sort((a, b) => a - b);
worked.sort((a, b) => a - b);
console.log(`interactive: ${Math.round(times[(opened - 1) / 2])} ms, the middle of ${opened} (${times.map(Math.round).join(", ")}; goal: 1,000), data of ${(readFileSync(report).length / 1e6).toFixed(1)} MB inside; of the page's thread ${Math.round(worked[(opened - 1) / 2])} ms of processor time`);

// The same report with 5,000 sites in the places of a golden spiral, each sending to the next.
const folder = mkdtempSync(join(tmpdir(), "jarip-bench-"));
const html = readFileSync(report, "utf8");
const begin = html.indexOf('id="jarip-data">') + 'id="jarip-data">'.length;
const bundle = JSON.parse(html.slice(begin, html.indexOf("</script>", begin)));
const item = bundle.documents.chain.links[0].item;
const site = (at) => `site-${at}`;
const longitude = (at) => ((at * 137.507764) % 360) - 180;
bundle.tables["sites.csv"] = ["site,name,country,company,latitude,longitude", ...Array.from({ length: nodes }, (_, at) => `${site(at)},Site ${at},KR,,${(70 - (120 * at) / nodes).toFixed(3)},${longitude(at).toFixed(3)}`)].join("\n");
bundle.documents.chain.links = Array.from({ length: nodes }, (_, at) => ({ item, from: site(at), to: site((at * 7919 + 1) % nodes), makes: null, quantity: 1, value: 1000 + ((at * 7919) % nodes) }));
const large = join(folder, "large.html");
writeFileSync(large, readFileSync(built, "utf8").replace('id="jarip-data">null', () => `id="jarip-data">${JSON.stringify(bundle).replaceAll("<", "\\u003c")}`));

const page = await open(large, "#lang=en&view=map");
const map = page.locator("#view-map svg.map");
await map.waitFor();
await page.waitForTimeout(8000); // the other views are made
console.log(`map: ${await map.locator("circle.site").count()} sites, ${await map.locator("path.way").count()} ways`);
await page.locator("#view-map").getByRole("button", { name: "Zoom in" }).click();
await page.waitForTimeout(500);
const session = await page.context().newCDPSession(page);
await session.send("Performance.enable", { timeDomain: "threadTicks" });
/** Processor time of the page's own thread, seconds, by what it was for. */
const spent = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
for (const [name, step] of [["moved", "move"], ["looked at closer and farther", "wheel"]]) {
  const before = await spent();
  const taken = await page.evaluate(([step, frames]) => new Promise((done) => {
    const svg = document.querySelector("#view-map svg.map");
    const box = svg.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const send = (type, at) => svg.dispatchEvent(new PointerEvent(type, { pointerId: 1, isPrimary: true, clientX: x + 80 * Math.sin(at / 12), clientY: y + 40 * Math.sin(at / 9), bubbles: true }));
    svg.setPointerCapture = svg.hasPointerCapture = () => true;
    const stamps = [];
    if (step === "move") send("pointerdown", 0);
    const frame = (now) => {
      stamps.push(now);
      const at = stamps.length;
      if (at > frames) {
        if (step === "move") send("pointerup", at);
        done(stamps);
        return;
      }
      if (step === "move") send("pointermove", at);
      else svg.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, deltaY: at % 60 < 30 ? -12 : 12, clientX: x, clientY: y, bubbles: true, cancelable: true }));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }), [step, frames]);
  const gaps = taken.slice(1).map((stamp, at) => stamp - taken[at]).sort((a, b) => a - b);
  console.log(`${name}: ${((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(0)} frames a second (goal: 60), the slowest of twenty ${gaps[Math.floor(0.95 * gaps.length)].toFixed(0)} ms`);
  const after = await spent();
  console.log(`  of the page's thread a frame: ${((1000 * (after.TaskDuration - before.TaskDuration)) / gaps.length).toFixed(1)} ms of processor time (16.7 are there), of it script ${((1000 * (after.ScriptDuration - before.ScriptDuration)) / gaps.length).toFixed(1)}, style and layout ${((1000 * (after.RecalcStyleDuration + after.LayoutDuration - before.RecalcStyleDuration - before.LayoutDuration)) / gaps.length).toFixed(1)}`);
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
