// What is large or is looked at closely: a table of 50,000 rows, a map.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, address, launch, tabOf } from "./browser.mjs";

const count = 50_000;
let browser, page, faults;

/** A page of one table, with the words of a page that jarip wrote. */
function written(name, rows) {
  const model = readFileSync(join(folder, "model.html"), "utf8");
  const begin = model.indexOf('id="jarip-data">') + 'id="jarip-data">'.length;
  const bundle = JSON.parse(model.slice(begin, model.indexOf("</script>", begin)));
  const field = (key, kind) => ({ key, title: key, kind, many: false, unit: null, nullable: false });
  bundle.documents = { large: { rows } };
  bundle.descriptions = { large: [{ key: "rows", title: "rows", kind: "list", many: true, unit: null, nullable: false, fields: [field("name", "text"), field("value", "money"), field("share", "share"), field("day", "date")] }] };
  for (const language of ["en", "ko"]) bundle.localised[language].documents = {};
  bundle.tables = {};
  const built = readFileSync(join(folder, "page.html"), "utf8");
  writeFileSync(join(folder, name), built.replace('id="jarip-data">null', () => `id="jarip-data">${JSON.stringify(bundle).replaceAll("<", "\\u003c")}`));
}

before(async () => {
  // The places of a permutation, so that what is sorted is known: 7919 is no divisor of 50,000.
  written("large.html", Array.from({ length: count }, (_, at) => ({ name: `row ${at}`, value: ((at * 7919) % count) * 1000, share: (at % 100) / 100, day: "2025-01-01" })));
  browser = await launch();
  ({ page, faults } = await tabOf(browser));
  await page.goto(address("large.html") + "#lang=en");
  await page.locator("#view-tables.open tbody tr").first().waitFor();
});
after(() => browser?.close());

const took = async (what, step, goal) => {
  const began = Date.now();
  await step();
  console.log(`${what}: ${Date.now() - began} ms (goal: ${goal})`);
};

test("only the rows in sight are made, and the last is reached", async () => {
  const table = page.locator("#view-tables .table");
  await took("50,000 rows opened", async () => {
    await table.getByRole("button", { name: /Show all/ }).click();
    await table.locator(".scroll.tall").waitFor();
  }, 500);
  assert.ok((await table.locator("tbody tr:not(.space)").count()) < 100);
  assert.equal(await table.locator("table").getAttribute("aria-rowcount"), String(count + 1));
  await took("scrolled to the end", async () => {
    await table.locator(".scroll").evaluate((element) => (element.scrollTop = element.scrollHeight));
    await table.getByText(`row ${count - 1}`, { exact: true }).waitFor();
  }, 100);
  await table.locator(".scroll").evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await table.getByText(/^row 2500\d$/).first().waitFor();
});

test("it is sorted and filtered at once", async () => {
  const table = page.locator("#view-tables .table");
  await took("sorted by a figure", async () => {
    await table.getByRole("button", { name: /^value/ }).click();
    // (at · 7919) mod 50,000 = 49,999 where at = −7919⁻¹ mod 50,000.
    const last = Array.from({ length: count }, (_, at) => at).find((at) => (at * 7919) % count === count - 1);
    await table.locator("tbody tr:not(.space)").first().getByText(`row ${last}`, { exact: true }).waitFor();
  }, 500);
  await took("filtered by words", async () => {
    await table.getByRole("searchbox").fill("row 4999");
    await table.getByText(/11 of 11/).waitFor();
  }, 1000);
  assert.equal(await table.locator("tbody tr:not(.space)").count(), 11);
  await table.getByRole("searchbox").fill("");
  assert.deepEqual(faults, []);
});

test("a map is looked at closely and moved, and shows the whole again", async () => {
  const { page: report, faults: wrong } = await tabOf(browser);
  await report.goto(address("assess.html") + "#lang=en&view=map");
  const map = report.locator("#view-map svg.map");
  const frame = () => map.locator("g").first().getAttribute("transform");
  const whole = await frame();
  await report.locator("#view-map").getByRole("button", { name: "Zoom in" }).click();
  await report.locator("#view-map").getByRole("button", { name: "Zoom in" }).click();
  assert.match(await frame(), /scale\(2\.25\)/);
  await report.keyboard.press("-");
  assert.match(await frame(), /scale\(1\.5\)/);
  await report.keyboard.press("+");
  const left = await frame();
  await report.keyboard.press("ArrowLeft");
  assert.notEqual(await frame(), left);
  const before = await frame();
  const box = await map.boundingBox();
  await report.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await report.mouse.down();
  await report.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 20, { steps: 4 });
  await report.mouse.up();
  assert.notEqual(await frame(), before);
  await report.locator("#view-map").getByRole("button", { name: "The whole picture" }).click();
  assert.equal(await frame(), whole);
  assert.deepEqual(wrong, []);
});
