// Pages of single results, of a second world without racks, and of a model in which nothing is wanted.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { address, axeFindsNothing, closeTabs, drawnWell, launch, overviewIsThatOf, result, tabOf, turnTo } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());
afterEach(() => closeTabs(browser));

const looked = new Set();

/** Every view of a page in both languages: nothing fails, nothing is asked of a network, axe finds nothing. Then as it opens. */
async function sound(name) {
  const { page, faults, asked } = await tabOf(browser);
  await page.goto(address(name) + "#lang=en");
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (looked.has(name)) return page;
  looked.add(name);
  const count = await page.getByRole("navigation").getByRole("button").count();
  for (const switched of [false, true]) {
    if (switched) await page.locator(".tools button").first().click();
    for (let at = 0; at < Math.max(1, count); ++at) {
      if (count > 0) await page.getByRole("navigation").getByRole("button").nth(at).click();
      await axeFindsNothing(page, `${name} ${at}`);
      await drawnWell(page, `${name} ${at}`);
    }
  }
  assert.deepEqual(faults, [], name);
  assert.deepEqual(asked, [], name);
  await page.goto(address(name) + "#lang=en");
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
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

test("a cell of the heat map opens its figure, and the arrows go from cell to cell", async () => {
  const page = await sound("plan.html");
  const plan = result("plan.json");
  const maker = page.locator("#view-plan .heat .maker").first();
  const cell = maker.locator("rect").nth(3);
  await cell.click();
  const said = async () => await page.getByRole("complementary").locator("dd.picked").first().innerText();
  const process = plan.production.filter((start) => start.utilisation !== null);
  const open = () => Number(/production%3A(\d+)/.exec(page.url())[1]);
  assert.equal(await said(), String(plan.production[open()].utilisation));
  assert.equal(plan.production[open()].period, 3);
  await maker.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".heat rect.open"));
  assert.equal(plan.production[open()].period, 4);
  assert.equal(await said(), String(plan.production[open()].utilisation));
  assert.ok(process.length > 0);
});

test("a point of a curve opens the figure of its day, and the events behind it", async () => {
  const page = await sound("stress-one.html");
  const [{ days }] = [result("stress-one.json")];
  const figure = page.locator("#view-stress .legend button.figure").first();
  await figure.click();
  const panel = page.getByRole("complementary");
  const day = Number(/days-borders-closed%3A(\d+)/.exec(page.url())[1]);
  assert.equal((await panel.locator("dd.picked").first().innerText()).split(" ")[0], String(days[day].delivered));
  // By pointer, another day: where its curve is.
  await panel.getByRole("button", { name: "Close", exact: true }).click();
  const placeOf = () => page.locator("#view-stress svg.lines path.line").first().evaluate((path, at) => {
    const svg = path.ownerSVGElement;
    const [x, y] = path.getAttribute("d").split(/[ML]/).filter(Boolean)[at].split(" ").map(Number);
    const box = svg.getBoundingClientRect();
    return { x: box.left + (x / svg.viewBox.baseVal.width) * box.width, y: box.top + (y / svg.viewBox.baseVal.height) * box.height };
  }, 20);
  // The page stands still: it has its width again, and is scrolled where it was before it was loaded anew.
  let other = await placeOf();
  for (let before; before?.x !== other.x || before.y !== other.y; ) {
    before = other;
    await page.waitForTimeout(200);
    other = await placeOf();
  }
  await page.mouse.click(other.x, other.y);
  await page.waitForURL(/days-borders-closed%3A20%3Adelivered/);
  assert.equal((await panel.locator("dd.picked").first().innerText()).split(" ")[0], String(days[20].delivered));
});

test("both bounds stand beside the curve, each share that of the command line", async () => {
  const page = await sound("bounds.html");
  const { days, bounds } = result("bounds.json");
  const places = async (kind) => (await page.locator(`#view-stress path.${kind}`).first().getAttribute("d")).split(/[ML]/).filter(Boolean).map((point) => point.split(" ").map(Number));
  const [as_before, replan] = [await places("line"), await places("replan")];
  assert.equal(replan.length, days.length);
  // The height of a share: from two days of the curve that differ.
  const share = (at) => days[at].delivered / days[at].baseline;
  const other = days.findIndex((_, at) => Math.abs(share(at) - share(0)) > 0.1);
  const scale = (as_before[other][1] - as_before[0][1]) / (share(other) - share(0));
  for (const at of [0, 50, 120, 200, days.length - 1]) assert.ok(Math.abs(replan[at][1] - (as_before[0][1] + scale * (bounds.replan_delivered[at] / days[at].baseline - share(0)))) < 0.2, `day ${at}`);
  const wanted = days.filter((day) => bounds.planned_periods.some((each) => each.baseline > 0 && each.first <= day.date && day.date <= each.last));
  assert.equal((await places("foresight")).length, wanted.length);
});

test("sets over what may happen: each regret is that of the command line", async () => {
  const page = await sound("regret.html");
  const said = result("regret.json");
  await page.locator("#view-onshore.open svg.regret").waitFor();
  assert.equal(await page.locator("svg.regret .outcome").count(), said.situations.length * said.compared_sets.length);
  for (const [at, set] of said.compared_sets.entries()) {
    // Regret is what it costs above the set that is best for the situation.
    for (const [number, outcome] of set.outcomes.entries()) {
      assert.ok(Math.abs(outcome.regret - (outcome.cost - said.situations[number].least_cost)) <= 1e-6 * Math.abs(outcome.cost));
      await page.locator("svg.regret .outcome").nth(number * said.compared_sets.length + at).click();
      assert.equal((await page.getByRole("complementary").locator("dd.picked").first().innerText()).split(" ")[0], String(outcome.regret));
    }
    assert.ok(Math.abs(set.worst_regret - Math.max(...set.outcomes.map((each) => each.regret))) <= 1e-6 * Math.max(1, set.worst_regret));
  }
});

test("each product has its interval beside it", async () => {
  const page = await sound("origin-drawn.html");
  const said = result("origin-drawn.json");
  const bars = page.locator("figure[aria-label^='Share of each product'] .bar");
  assert.equal(await bars.count(), said.products.length);
  const drawn = said.uncertainty.answers.filter((each) => each.key === "product_content");
  assert.equal(drawn.length, said.products.length, "each product has one");
  assert.equal(await bars.locator(".whisker").count(), drawn.length);
  // Of the product that is looked at too: home's bar, and those of the countries that add most.
  const product = said.products[0];
  const own = page.locator(".side-by-side .bar .whisker");
  assert.equal(await own.count(), 1 + said.uncertainty.answers.filter((each) => each.key === "product_country_share" && each.product === product.item).length);
  const texts = await bars.locator("text").allTextContents();
  for (const each of drawn) {
    const { domestic_content } = said.products.find((other) => other.item === each.of);
    const words = texts.find((text) => text.includes("(") && Math.abs(Number.parseFloat(text) - 100 * domestic_content) < 0.06);
    const [, low, high] = /\(([\d.]+)\s–[\s\u2060]+([\d.]+)\s%\)/.exec(words);
    assert.ok(Math.abs(low - 100 * each.p5) < 0.06 && Math.abs(high - 100 * each.p95) < 0.06, words);
  }
});

test("what went into a delivery is a tree of makers, down to materials", async () => {
  const page = await sound("plan.html");
  const plan = result("plan.json");
  const view = page.locator("#view-plan");
  // A delivery by hand: who made it, and of what all was that was started there then.
  const pegged = plan.pegging.find((each) => each.process !== null && plan.part_pegging.some((part) => part.process === each.process && part.period === each.made && part.maker !== null));
  await view.locator("label", { hasText: /^Delivery/ }).locator("select").selectOption(`${pegged.demand}:${pegged.period}`);
  assert.match(page.url(), /delivery=/);
  const all = plan.pegging.filter((each) => each.demand === pegged.demand && each.period === pegged.period);
  assert.equal(await view.locator(".pegging > li").count(), all.length);
  const at = all.indexOf(all.find((each) => each.process === pegged.process && each.made === pegged.made));
  const line = view.locator(".pegging > li").nth(at);
  if (!(await line.locator("details").first().evaluate((each) => each.open))) await line.locator("summary").first().click();
  const parts = plan.part_pegging.filter((part) => part.process === pegged.process && part.period === pegged.made);
  await line.locator("ul").first().waitFor();
  assert.equal(await line.locator("ul").first().locator(":scope > li").count(), parts.length);
});

test("origin alone, and what is in a model, are drawn by what their fields say", async () => {
  const origin = await sound("origin.html");
  await origin.locator("#view-origin.open").waitFor();
  const model = await sound("model.html");
  await model.locator("#view-tables.open").waitFor();
  assert.ok((await model.locator("#view-tables tbody tr").count()) > 0);
});

test("trade shows partners and time, each figure that of the command line", async () => {
  const page = await sound("trade.html");
  const trade = result("trade.json");
  await page.locator("#view-trade.open").waitFor();
  const partners = trade.partners.filter((each) => each.imports > 0);
  assert.equal(await page.locator("#view-trade .bar").count(), Math.min(15, partners.length));
  const shares = (await page.locator("#view-trade .bar text:last-child").allTextContents()).map((words) => /\(([\d.]+)/.exec(words)[1] / 100);
  const wanted = partners.map((each) => each.share).sort((a, b) => b - a).slice(0, shares.length);
  shares.forEach((share, at) => assert.ok(Math.abs(share - wanted[at]) < 0.0006, `${share} ${wanted[at]}`));
  assert.equal(await page.locator("#view-trade .lines .line").count(), 2);
  assert.equal(await page.locator("#view-trade .lines circle").count(), trade.series.reduce((sum, point) => sum + (point.imports !== null) + (point.exports !== null), 0));
  await page.getByRole("radio").nth(1).check();
  assert.match(page.url(), /of=exports/);
});

test("trade is drawn over the map, each partner where it lies", async () => {
  const page = await sound("trade.html");
  await page.getByText("Imports", { exact: true }).first().waitFor();
  const partners = result("trade.json").partners.filter((each) => each.imports > 0);
  assert.equal(await page.locator("#view-trade .map .way").count(), partners.length);
  await page.getByRole("radio").nth(1).check();
  assert.equal(await page.locator("#view-trade .map .way").count(), result("trade.json").partners.filter((each) => each.exports > 0).length);
});

test("the product space is a tree of all products, with the closest pair told", async () => {
  const page = await sound("space.html");
  const space = result("space.json");
  assert.equal(await page.locator("#view-trade .space circle").count(), space.products.length);
  assert.equal(await page.locator("#view-trade .space .branch").count(), space.edges.filter((edge) => edge.tree).length);
  assert.equal(await page.locator("#view-trade .space .close").count(), space.edges.filter((edge) => !edge.tree).length);
  const closest = Math.max(...space.edges.map((edge) => edge.proximity));
  assert.match(await page.locator("#view-trade .lead").innerText(), new RegExp(`proximity ${closest}`));
  const places = await page.locator("#view-trade .space circle").evaluateAll((all) => all.map((each) => `${each.getAttribute("cx")} ${each.getAttribute("cy")}`));
  assert.equal(new Set(places).size, places.length, "no two lie on each other");
});

test("groups of countries are sets, and each product has its own", async () => {
  const page = await sound("coalition.html");
  const { products } = result("coalition.json");
  const view = page.locator("#view-coalition.open");
  for (const product of products) {
    await view.locator("select").selectOption(product.product);
    assert.equal(await view.locator(".sets-picture .set").count(), Math.min(40, product.groups.length));
    const lead = await view.locator(".lead").innerText();
    assert.equal(/In every group/.test(lead), product.in_every.length > 0, product.product);
    assert.equal(await view.locator(".sets-picture .set.chosen circle.in").count(), product.groups[0]?.members.length ?? 0);
  }
});

test("losses of drawn years fall from level to level, each that of the command line", async () => {
  const page = await sound("years.html");
  const years = result("years.json");
  await page.locator("#view-years.open .exceedance").waitFor();
  assert.equal(await page.locator("#view-years .exceedance circle").count(), years.received.tail.length);
  assert.equal(await page.locator("#view-years .table").first().locator("tbody tr").count(), years.received.tail.length);
  await page.getByRole("radio").nth(1).check();
  assert.match(page.url(), /of=made/);
  const heights = await page.locator("#view-years .exceedance circle").evaluateAll((all) => all.map((each) => [Number(each.getAttribute("cx")), Number(each.getAttribute("cy"))]));
  for (let at = 1; at < heights.length; ++at) assert.ok(heights[at][0] >= heights[at - 1][0] && heights[at][1] > heights[at - 1][1], "rarer is lower, and costs no less");
});

test("what a scenario costs by who knows what stands in one picture", async () => {
  const page = await sound("bounds.html");
  const { bounds } = result("bounds.json");
  await page.getByText(/How the loss depends on the response/).waitFor();
  const bars = page.locator("#view-stress figure").filter({ has: page.getByText("Share of deliveries in") }).locator(".bar");
  assert.equal(await bars.count(), ["as_before", "replan", "replanned", "least"].filter((key) => bounds[key] !== null).length);
});

test("dependency shows its table", async () => {
  const page = await sound("dependency.html");
  await page.locator("#view-trade.open h2").waitFor();
});

test("a rack is drawn to scale, front and rear, with its supply and its checks", async () => {
  const page = await sound("rack.html");
  const rack = result("rack.json");
  await page.locator("#view-rack.open").waitFor();
  // To scale: every device of every stack on the face it hangs on, as high as its units are.
  const design = await page.evaluate(() => JSON.parse(document.getElementById("jarip-data").textContent).documents["rack-draw"].racks[0]);
  const boxes = await page.locator(".elevation .device:not(.through) rect").evaluateAll((all) => all.map((each) => Number(each.getAttribute("height"))).sort((a, b) => a - b));
  const placed = design.devices.filter((device) => device.u !== null && device.height_u > 0);
  const high = placed.flatMap((device) => Array(device.count).fill(device.height_u * design.unit_mm)).sort((a, b) => a - b);
  assert.equal(boxes.length, high.length);
  boxes.forEach((box, at) => assert.ok(Math.abs((box + 1) / (boxes[0] + 1) - high[at] / high[0]) < 0.01, `${at}`));
  const drawn = result("rack.json").losses;
  assert.ok(drawn.length > 0 && drawn.every((loss) => loss.feeds.length === rack.totals.feeds.length));
  // Without a feed: its load is none, the others carry it.
  await page.locator(".supply .feed").first().click();
  assert.match(page.url(), /lost=/);
  const lost = drawn[0];
  assert.equal(lost.feeds.find((feed) => feed.id === lost.lost).load_va, 0);
  for (const feed of lost.feeds)
    assert.ok((await page.locator(".supply:not(.elements)").innerHTML()).includes(`${Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 }).format(feed.load_va / 1000)}`), feed.id);
  assert.equal(await page.locator("#view-rack .table").first().locator("tbody tr").count(), Math.min(20, rack.checks.length));
});

test("each element of the supply is lost by a press, and the rack is seen without it", async () => {
  const page = await sound("rack.html");
  const { losses } = await page.evaluate(() => JSON.parse(document.getElementById("jarip-data").textContent).documents["rack-losses"]).then((found) => found.racks?.[0] ?? found);
  const elements = losses.filter((loss) => loss.part !== "nothing");
  const tree = page.locator(".supply.elements");
  assert.equal(await tree.locator("[role=button][aria-pressed]").count(), elements.length);
  // Of those that make something dark, the one that makes most.
  const worst = [...elements].sort((a, b) => b.dark.length - a.dark.length)[0];
  assert.ok(worst.dark.length > 0);
  await tree.locator("[role=button][aria-pressed]").nth(elements.length - 1).focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), /lost=/);
  await page.locator("#view-rack label", { hasText: /^What fails/ }).locator("select").selectOption(worst.part === "feed" ? worst.name : `${worst.part}:${worst.name}`);
  const said = await page.locator("#view-rack [role=status]").innerText();
  for (const device of worst.dark) assert.ok(said.includes(device), `${said}: ${device}`);
  assert.ok(said.includes(worst.heaviest?.name ?? "–")); // where all is dark nothing draws
  assert.ok((await page.locator(".elevation .device.off").count()) > 0);
});

test("a seed is named where something was drawn, and only there", async () => {
  for (const [name, drawn] of [["bicycle.html", false], ["assess.html", true], ["years.html", true]]) {
    const { page } = await tabOf(browser);
    await page.goto(address(name) + "#lang=en");
    assert.equal(/seed 1/.test(await page.locator("footer").innerText()), drawn, name);
  }
});

test("of several racks one is chosen, and a drawing alone is drawn", async () => {
  const page = await sound("racks.html");
  const names = result("racks.json").racks.map((rack) => rack.id);
  await page.locator("#view-rack select").first().selectOption(names[1]);
  assert.match(page.url(), new RegExp(`rack=${names[1]}`));
  const drawing = await sound("drawing.html");
  await drawing.locator("#view-rack.open .elevation .device").first().waitFor();
});

test("a second world, without rack designs and customs: what it does not have is not spoken of", async () => {
  const page = await sound("tiny.html");
  const words = await page.locator("#view-overview").innerText();
  assert.doesNotMatch(words, /Rack designs|Customs|Exports over imports/);
  const assess = result("tiny.json");
  await overviewIsThatOf(page, assess, assess, "English");
  await turnTo(page, "lang=ko");
  await overviewIsThatOf(page, assess, result("tiny-ko.json"), "Korean");
  await turnTo(page, "lang=en");
  await page.getByRole("navigation").getByRole("button", { name: "Chain", exact: true }).click();
  assert.ok((await page.locator("#view-chain .node").count()) > 1);
});

test("the chain of a model that names no stages has those of its recipes", async () => {
  const page = await sound("bicycle.html");
  await turnTo(page, "lang=en&view=chain");
  // 130 made in Apeldoorn and 50 + 100 in Taichung are delivered, at 400 EUR each.
  assert.match(await page.locator("#view-chain .lead").innerText(), /112k\sEUR/);
  assert.deepEqual(await page.locator("#view-chain .stage").allTextContents(), ["Tube set, Wheel", "Frame", "Bicycle", "Delivered"]);
  assert.ok((await page.locator("#view-chain .node").count()) >= 6);
  // The scenario that is in every model has a name.
  await turnTo(page, "lang=ko&view=overview");
  assert.doesNotMatch(await page.locator("#view-overview").innerText(), /borders-closed/);
});

test("where nothing is wanted the page says so, with dashes and without zeros that mean nothing", async () => {
  const page = await sound("nothing.html");
  await page.locator("#view-overview.open").waitFor();
});
