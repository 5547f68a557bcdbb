// The page in a real browser: a report made by jarip, opened from disk, offline.
//
//   JARIP_REPORT=report.html npm test          (scripts/test makes the report)
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const report = process.env.JARIP_REPORT;
assert.ok(report, "JARIP_REPORT names the HTML file to look at");
const address = pathToFileURL(report).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser, page;
const faults = [];
const asked = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none"],
  });
  const context = await browser.newContext({ locale: "ko-KR", timezoneId: "Asia/Seoul", reducedMotion: "reduce", offline: true, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => request.url() !== address && !request.url().startsWith("data:") && asked.push(request.url()));
  await page.goto(address + "#lang=en");
  await page.getByRole("heading", { level: 1 }).waitFor();
});
after(() => browser?.close());

const tab = (name) => page.getByRole("navigation").getByRole("button", { name, exact: true });

test("the four questions and the scorecard stand on the first view", async () => {
  for (const number of ["1", "2", "3", "4"]) assert.equal(await page.locator("#view-overview article h3 .number", { hasText: number }).count(), 1);
  assert.ok((await page.locator("#view-overview .scorecard tbody tr").count()) >= 8);
});

test("a figure of a sentence opens its value in full precision", async () => {
  await page.locator("#view-overview .sentence a.figure").first().click();
  const panel = page.getByRole("complementary");
  await panel.waitFor();
  assert.ok((await panel.locator("dt").count()) > 0);
  assert.match(page.url(), /pick=answer/);
});

test("back undoes what was opened, and a link shows the same view", async () => {
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes("pick"));
  assert.equal(await page.getByRole("complementary").count(), 0);
  await tab("Origin").click();
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#view-origin.open").waitFor();
});

test("every view has its question, its answer and its picture", async () => {
  for (const [name, id] of [["Origin", "origin"], ["Chain", "chain"], ["Map", "map"]]) {
    await tab(name).click();
    const view = page.locator(`#view-${id}`);
    assert.ok((await view.locator("h2").first().innerText()).length > 5, id);
    assert.match(await view.locator(".lead").first().innerText(), /\d/, id);
    const box = await view.locator("svg").first().boundingBox();
    assert.ok(box && box.width > 300 && box.height > 100, id);
    assert.equal(await view.locator("svg [d*='NaN'], svg [width*='NaN'], svg [y*='NaN']").count(), 0, id);
  }
});

test("a place of the chain shows suppliers and buyers", async () => {
  await tab("Chain").click();
  const node = page.locator("#view-chain .node").first();
  await node.focus();
  await page.keyboard.press("Enter");
  await page.locator("#view-chain h3").nth(1).waitFor();
  assert.ok((await page.locator("#view-chain table").first().locator("tbody tr").count()) > 0);
});

test("a site of the map opens its row, with its source or the word assumed", async () => {
  await tab("Map").click();
  await page.locator("#view-map .site").first().focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary");
  await panel.waitFor();
  assert.match(await panel.innerText(), /Assumed|Source/);
  await panel.getByRole("button", { name: "Close" }).click();
});

test("a table is sorted by its title and filtered by words", async () => {
  await tab("Sources").click();
  const table = page.locator("#view-model .table").nth(1);
  const before = await table.locator("tbody tr").first().innerText();
  await table.locator("thead button").first().click();
  assert.notEqual(await table.locator("tbody tr").first().innerText(), before);
  await table.getByRole("searchbox").fill("zzzz-nothing");
  assert.equal(await table.locator("tbody tr").count(), 0);
});

test("Korean and English show the same numbers", async () => {
  const numbers = async () => (await page.locator("#view-overview .scorecard").innerText()).match(/[\d][\d,.]*/g);
  await tab("Overview").click();
  const english = await numbers();
  await page.getByRole("button", { name: "한국어" }).click();
  await page.getByRole("heading", { name: "평가표" }).waitFor();
  assert.ok((await page.locator("#view-overview .sentence").first().innerText()).match(/[가-힣]/));
  const korean = await numbers();
  assert.equal(korean.length, english.length);
  assert.equal(await page.getByText(/page\.[a-z]+\./).count(), 0, "a text is missing");
  await page.getByRole("button", { name: "English" }).click();
});

test("nothing is missing for who reads by keyboard or by ear (axe)", async () => {
  await page.addScriptTag({ content: axe });
  for (const name of ["Overview", "Origin", "Chain", "Map", "Sources"]) {
    await tab(name).click();
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(result.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), [], name);
  }
});

test("it prints as a document of several pages", async () => {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 4 && pages < 40, `${pages} pages`);
});

test("nothing was asked of a network, nothing failed, and the file can be sent by mail", () => {
  assert.deepEqual(asked, []);
  assert.deepEqual(faults, []);
  assert.ok(statSync(report).size < 5_000_000);
});
