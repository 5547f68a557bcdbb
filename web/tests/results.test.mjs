// Pages of single results, of a second world without racks, and of a model in which nothing is wanted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, axe, drawnWell, launch, result, tabOf } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** Every view of a page in both languages: nothing fails, nothing is asked of a network, axe finds nothing. */
async function sound(name) {
  const { page, faults, asked } = await tabOf(browser);
  await page.goto(address(name) + "#lang=en");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.addScriptTag({ content: axe });
  const count = await page.getByRole("navigation").getByRole("button").count();
  for (const switched of [false, true]) {
    if (switched) await page.locator(".tools button").first().click();
    for (let at = 0; at < Math.max(1, count); ++at) {
      if (count > 0) await page.getByRole("navigation").getByRole("button").nth(at).click();
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), [], `${name} ${at}`);
      await drawnWell(page, `${name} ${at}`);
    }
  }
  assert.deepEqual(faults, [], name);
  assert.deepEqual(asked, [], name);
  await page.goto(address(name) + "#lang=en");
  await page.reload();
  return page;
}

test("stress of one scenario shows its curve first", async () => {
  const page = await sound("stress-one.html");
  await page.locator("#view-stress.open svg .line").first().waitFor();
  assert.equal(await page.locator("#view-stress table").first().locator("tbody tr").count(), 1);
});

test("a frontier and one target show what is built", async () => {
  for (const name of ["onshore.html", "onshore-one.html"]) {
    const page = await sound(name);
    await page.locator("#view-onshore.open").waitFor();
    assert.ok((await page.locator("#view-onshore tbody tr").count()) > 0, name);
  }
});

test("a plan shows deliveries by period and how full each maker is", async () => {
  const page = await sound("plan.html");
  const plan = result("plan.json");
  await page.locator("#view-plan.open").waitFor();
  assert.equal(await page.locator("#view-plan .deliveries .delivered").count(), plan.periods.length);
  const used = plan.production.filter((start) => start.utilisation !== null);
  assert.ok(used.length > 0);
  const makers = new Set(used.map((start) => start.process));
  assert.equal(await page.locator("#view-plan .heat .maker").count(), Math.min(20, makers.size));
  for (const start of used) assert.ok(Math.abs(start.utilisation - start.started / start.capacity) < 1e-9);
});

test("origin alone, and what is in a model, are drawn by what their fields say", async () => {
  const origin = await sound("origin.html");
  await origin.locator("#view-origin.open").waitFor();
  const model = await sound("model.html");
  await model.locator("#view-tables.open").waitFor();
  assert.ok((await model.locator("#view-tables tbody tr").count()) > 0);
});

test("a second world, without rack designs and customs: what it does not have is not spoken of", async () => {
  const page = await sound("tiny.html");
  const words = await page.locator("#view-overview").innerText();
  assert.doesNotMatch(words, /Rack designs|Customs|Exports over imports/);
  await page.getByRole("navigation").getByRole("button", { name: "Chain", exact: true }).click();
  assert.ok((await page.locator("#view-chain .node").count()) > 1);
});

test("where nothing is wanted the page says so, with dashes and without zeros that mean nothing", async () => {
  const page = await sound("nothing.html");
  await page.locator("#view-overview.open").waitFor();
});
