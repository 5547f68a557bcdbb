// A report of the embedded model in a real browser, opened from disk, offline.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { address, axe, drawnWell, launch, result, tabOf } from "./browser.mjs";

const report = address("assess.html");
const views = ["Overview", "Chain", "Map", "Origin", "Plan", "Stress", "Onshore", "Sources", "All tables"];
const ids = ["overview", "chain", "map", "origin", "plan", "stress", "onshore", "model", "tables"];
let browser, page, faults, asked;

before(async () => {
  browser = await launch();
  ({ page, faults, asked } = await tabOf(browser));
  const began = Date.now();
  await page.goto(report + "#lang=en");
  await page.getByRole("heading", { level: 1 }).waitFor();
  console.log(`interactive after ${Date.now() - began} ms (goal: 1000)`);
});
after(() => browser?.close());

const tab = (name) => page.getByRole("navigation").getByRole("button", { name, exact: true });

test("the page is within 400 kB, compressed and without data", () => {
  const built = gzipSync(readFileSync(address("page.html").replace("file://", ""))).length;
  console.log(`page: ${(built / 1000).toFixed(0)} kB gzipped without data (goal: 400); report: ${(statSync(fileURLToPath(report)).size / 1e6).toFixed(2)} MB`);
  assert.ok(built < 400_000);
  assert.ok(statSync(fileURLToPath(report)).size < 5_000_000, "can be sent by mail");
});

test("the four questions and the scorecard stand on the first view", async () => {
  for (const number of ["1", "2", "3", "4"]) assert.equal(await page.locator("#view-overview article h3 .number", { hasText: number }).count(), 1);
  assert.ok((await page.locator("#view-overview .scorecard tbody tr").count()) >= 8);
});

test("every number of the overview is the one of the command line", async () => {
  const assess = result("assess.json");
  for (const [index, answer] of assess.answers.entries()) assert.equal((await page.locator("#view-overview .sentence").nth(index).innerText()).trim(), answer.sentence);
  for (const line of assess.scorecard)
    for (const [at, country] of line.countries.entries()) {
      await page.locator("#view-overview .scorecard tbody tr", { hasText: line.answer }).locator("button").nth(at).click();
      const said = await page.getByRole("complementary").locator("dd.picked").innerText();
      const wanted = country.value === null ? (country.at_least === null ? "–" : `≥ ${country.at_least}`) : String(country.value);
      const [value, interval] = said.split("(");
      assert.equal(value.trim(), wanted, `${line.key} ${country.country}`);
      if (at === 0 && line.p5 != null) assert.ok(interval.includes(String(line.p5)) && interval.includes(String(line.p95)), `${line.key}: ${interval}`);
    }
  // What stands in the table is that figure, rounded.
  for (const line of assess.scorecard) {
    const cells = await page.locator("#view-overview .scorecard tbody tr", { hasText: line.answer }).locator("button").allInnerTexts();
    for (const [at, country] of line.countries.entries()) {
      if (country.value === null) continue;
      const scale = { share: 0.01, money: 1e6 }[line.unit] ?? 1;
      const shown = scale * Number(/-?[\d.,]+/.exec(cells[at])[0].replaceAll(",", ""));
      assert.ok(Math.abs(shown - country.value) <= 0.006 * Math.abs(country.value) + 5e-5, `${line.key} ${country.country}: ${cells[at]} for ${country.value}`);
    }
  }
  await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
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
  await page.waitForFunction(() => !location.hash.includes("pick=answer"));
  await tab("Origin").click();
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#view-origin.open").waitFor();
});

test("every view has its question and its answer, in both languages, themes and at three widths", async () => {
  for (const width of [360, 1280, 2560])
    for (const lang of ["en", "ko"])
      for (const theme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        for (const id of ids) {
          await page.evaluate((hash) => { location.hash = hash; dispatchEvent(new PopStateEvent("popstate")); }, `lang=${lang}&theme=${theme}&view=${id}`);
          const view = page.locator(`#view-${id}.open`);
          await view.waitFor();
          assert.ok((await view.locator("h2").first().innerText()).length > 5, id);
          if (!["tables", "overview"].includes(id)) assert.match(await view.locator(".lead").first().innerText(), /\d/, id);
          await drawnWell(page, `${id} ${lang} ${theme} ${width}`);
        }
      }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(report + "#lang=en");
});

test("an answer says how sure it is, with the interval of the command line", async () => {
  const assess = result("assess.json");
  for (const [view, key] of [["Origin", "domestic_content"], ["Plan", "racks_obtained"], ["Stress", "autonomy_days"], ["Onshore", "capital_for_first_rack"]]) {
    await tab(view).click();
    const line = assess.scorecard.find((each) => each.key === key);
    const said = await page.locator("main > section.open .sure").first().innerText();
    assert.ok(said.includes(line.answer), `${view}: ${said}`);
    const scale = { share: 100, money: 1e-6 }[line.unit] ?? 1;
    const [, low, high] = /90 % of draws: ([\d.,]+)[^–]*– ([\d.,]+)/.exec(said.slice(said.indexOf(line.answer) + line.answer.length)).map((word) => Number(word.replaceAll(",", "")));
    assert.ok(Math.abs(low - scale * line.p5) <= 0.01 * scale * Math.abs(line.p5) + 0.05, `${view}: ${low} for ${line.p5}`);
    assert.ok(Math.abs(high - scale * line.p95) <= 0.01 * scale * Math.abs(line.p95) + 0.05, `${view}: ${high} for ${line.p95}`);
    await page.locator("main > section.open .sure button").first().click();
    assert.match(page.url(), new RegExp(`pick=score%3A${key}`));
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
  }
});

test("a place of the chain shows suppliers and buyers", async () => {
  await tab("Chain").click();
  await page.locator("#view-chain .node").first().focus();
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

test("scenarios are chosen, the day follows the slider, and both stand in the address", async () => {
  await tab("Stress").click();
  const view = page.locator("#view-stress");
  const lines = await view.locator("svg .line").count();
  assert.ok(lines >= 1);
  await view.locator(".legend input:not(:checked)").first().check();
  assert.equal(await view.locator("svg .line").count(), lines + 1);
  await view.getByRole("slider").fill("100");
  assert.match(await view.locator(".slider").innerText(), /Day 101/);
  assert.match(page.url(), /runs=.*day=100/);
  await view.getByRole("radio").nth(1).check();
  assert.match(page.url(), /of=made/);
  const stress = result("stress.json");
  const rows = await view.locator("table").first().locator("tbody tr").count();
  assert.equal(rows, stress.runs.length);
  const shares = stress.runs.map((run) => Math.min(...run.days.filter((day) => day.baseline > 0).map((day) => day.delivered / day.baseline)));
  const said = (await view.locator("table").first().locator("tbody tr td:nth-child(3)").allInnerTexts()).map((cell) => parseFloat(cell) / 100);
  assert.ok(Math.abs(Math.min(...said) - Math.min(...shares)) < 0.005, "the deepest trough is that of the days");
});

test("a day of a scenario stands over the map: what is hit, and who has run short by then", async () => {
  const view = page.locator("#view-stress");
  const stress = result("stress.json");
  const run = stress.runs.find((each) => each.scenario === "taiwan-strait");
  const show = (day) => page.evaluate((hash) => { location.hash = hash; dispatchEvent(new PopStateEvent("popstate")); }, `lang=en&view=stress&runs=taiwan-strait&day=${day}`);
  const short = async () => Number(/, (\d+) of/.exec(await view.getByText(/have run short/).innerText())[1]);
  const model = result("assess.json").model;
  await show(0);
  assert.ok((await short()) <= run.starved.filter((each) => each.day <= 0).length);
  // The strait is closed from 1 April, day 90, for 180 days.
  assert.equal(model.start, "2025-01-01");
  assert.equal(await view.locator(".map path.struck").count(), 0);
  await show(120);
  assert.equal(await view.locator(".map path.struck").count(), 1);
  const sites = await view.locator(".map circle.site:not(.idle)").count();
  assert.equal(sites, await short());
  assert.ok(sites > 0 && sites <= run.starved.filter((each) => each.day <= 120).length);
  await show(300);
  assert.equal(await view.locator(".map path.struck").count(), 0);
  assert.ok((await short()) >= sites, "who ran short stays one who did");
});

test("a point of the frontier shows what is built there", async () => {
  await tab("Onshore").click();
  const view = page.locator("#view-onshore");
  const onshore = result("onshore.json");
  const points = view.locator(".point");
  const last = (await points.count()) - 1;
  await points.nth(last).focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), new RegExp(`point=${last}`));
  const built = await view.locator(".table").first().locator("tbody tr").count();
  assert.equal(built, onshore.frontier.at(-1).built.length);
});

test("a table is sorted by its title, filtered by words, and saved as CSV and XLSX", async () => {
  await tab("Sources").click();
  const table = page.locator("#view-model .table").nth(2);
  const before = await table.locator("tbody tr").first().innerText();
  await table.locator("thead button").first().click();
  await table.locator("thead button").first().click();
  assert.notEqual(await table.locator("tbody tr").first().innerText(), before);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), table.getByRole("button", { name, exact: true }).click()]);
    return readFileSync(await download.path());
  };
  const lines = (await saved("CSV")).toString("utf8").trim().split("\n").length;
  assert.ok(lines > 12, "all rows, not only those shown");
  const book = await saved("XLSX");
  assert.equal(book.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
  assert.ok(book.includes("xl/worksheets/sheet1.xml"));
  await table.getByRole("searchbox").fill("zzzz-nothing");
  assert.equal(await table.locator("tbody tr").count(), 0);
});

test("a picture is saved as SVG and as PNG", async () => {
  await tab("Map").click();
  for (const [name, begin] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#view-map figcaption").getByRole("button", { name }).click()]);
    assert.ok(readFileSync(await download.path()).toString("latin1").startsWith(begin), name);
  }
});

test("Korean and English show the same numbers", async () => {
  const numbers = async () => (await page.locator("#view-overview .scorecard").innerText()).match(/[\d][\d,.]*/g);
  await tab("Overview").click();
  const english = await numbers();
  await page.getByRole("button", { name: "한국어" }).click();
  await page.getByRole("heading", { name: "평가표" }).waitFor();
  assert.ok((await page.locator("#view-overview .sentence").first().innerText()).match(/[가-힣]/));
  assert.equal((await numbers()).length, english.length);
  await page.getByRole("button", { name: "English" }).click();
});

test("nothing is missing for who reads by keyboard or by ear (axe), light and dark", async () => {
  await page.addScriptTag({ content: axe });
  for (const theme of ["Dark", "Light"]) {
    await page.getByRole("button", { name: theme, exact: true }).click();
    for (const name of views) {
      await tab(name).click();
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join("\n")}`), [], `${name} ${theme}`);
    }
  }
});

test("it prints as a document of several pages", async () => {
  await tab("Overview").click();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  console.log(`print: ${pages} pages`);
  assert.ok(pages >= 6 && pages <= 24, `${pages} pages`);
});

test("nothing was asked of a network, and nothing failed", () => {
  assert.deepEqual(asked, []);
  assert.deepEqual(faults, []);
});
