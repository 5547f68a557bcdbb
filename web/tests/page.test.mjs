// A report of the embedded model in a real browser, opened from disk, offline.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { address, axeFindsNothing, drawnWell, launch, overviewIsThatOf, result, tabOf, turnTo } from "./browser.mjs";

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

test("every number of the overview is the one of the command line, in both languages", async () => {
  const assess = result("assess.json");
  await overviewIsThatOf(page, assess, assess, "English");
  await turnTo(page, "lang=ko");
  // Sentences do not depend on draws.
  await overviewIsThatOf(page, assess, result("assess-ko.json"), "Korean");
  await turnTo(page, "lang=en");
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
  for (const width of [360, 1280, 3840])
    for (const lang of ["en", "ko"])
      for (const theme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        for (const id of ids) {
          await turnTo(page, `lang=${lang}&theme=${theme}&view=${id}`);
          const [title, lead] = await page.locator(`#view-${id}.open`).evaluate((view) => [view.querySelector("h2").innerText, view.querySelector(".lead")?.innerText]);
          assert.ok(title.length > 5, id);
          if (!["tables", "overview"].includes(id)) assert.match(lead, /\d/, id);
          await drawnWell(page, `${id} ${lang} ${theme} ${width}`);
        }
      }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(report + "#lang=en");
});

test("no amount and no share stands anywhere that does not open where it is from", async () => {
  for (const lang of ["en", "ko"])
    for (const id of [...ids, "trade", "rack"]) {
      await turnTo(page, `lang=${lang}&view=${id}`);
      const dead = await page.locator(`#view-${id}.open`).evaluate((view) => {
        const found = [];
        const texts = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const [words, at] = [texts.currentNode.textContent, texts.currentNode.parentElement];
          // Axes, titles, names of sources; "90 % of draws" and "1 % more" are words.
          if (at.closest("a, button, [role=button], input, label, option, title, th, summary, figcaption, svg.lines, svg.frontier, svg.elevation, [data-name=sources], .hidden")) continue;
          if (at.getClientRects().length > 0 && /\d[\d.,]*\s*(%|억|만|(bn|m|k)\b|USD|달러)/.test(words.replaceAll(/(?<![\d.])(90|1)\s?%/g, ""))) found.push(words.trim());
        }
        return found;
      });
      assert.deepEqual(dead, [], `${id} ${lang}`);
    }
});

test("the figure beside a bar, a device of a rack, an owner's area and a flow of trade are pressed", async () => {
  for (const [id, what, pick] of [["origin", ".bar text:last-of-type", "cell:origin-products:0"], ["rack", ".elevation .device:not(.through) text:last-of-type", "cell:rack-"], ["origin", ".areas .owners text", "cell:areas-"], ["trade", ".map text.place", "cell:picture-model-trade-map-imports"]]) {
    await turnTo(page, `lang=en&view=${id}`);
    await page.locator(`#view-${id} ${what}`).first().scrollIntoViewIfNeeded();
    const box = await page.locator(`#view-${id} ${what}`).first().boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.ok((new URLSearchParams(new URL(page.url()).hash.slice(1)).get("pick") ?? "").startsWith(pick), `${what}: ${page.url()}`);
    assert.match(await page.getByRole("complementary").locator("dd.picked").first().innerText(), /\d/);
  }
  await turnTo(page, "lang=en");
});

test("what is pressed opens a panel that knows it and says where it is from, in every view and both languages", async () => {
  let tried = 0;
  for (const lang of ["en", "ko"]) {
    await turnTo(page, `lang=${lang}`);
    const unknown = await page.evaluate(() => ["page.panel.gone", "page.panel.none"].map((key) => JSON.parse(document.getElementById("jarip-data").textContent).localised[document.documentElement.lang].texts[key]));
    for (const id of [...ids, "trade", "rack"]) {
      await turnTo(page, `lang=${lang}&view=${id}`);
      const found = await page.locator(`#view-${id}.open`).evaluate(async (view, unknown) => {
        const all = [...view.querySelectorAll("button.figure, a.figure, .bar[role=button], .device[role=button], .owners, .flow")].filter((each) => each.getClientRects().length > 0 && /\d/.test(each.textContent));
        const wrong = [];
        const step = Math.max(1, Math.floor(all.length / 20));
        let tried = 0;
        for (let at = 0; at < all.length; at += step, ++tried) {
          all[at].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          await new Promise((done) => setTimeout(done));
          const panel = document.querySelector("aside");
          if (!panel?.querySelector("code") || unknown.some((words) => panel.innerText.includes(words))) wrong.push(`${all[at].textContent.trim()}: ${location.hash}`);
        }
        return { tried, wrong };
      }, unknown);
      assert.deepEqual(found.wrong, [], `${id} ${lang}`);
      tried += found.tried;
    }
  }
  assert.ok(tried >= 200, `${tried} figures tried`);
  await turnTo(page, "lang=en");
});

test("what fills a sentence has a name in the panel, in both languages", async () => {
  for (const lang of ["en", "ko"])
    for (const id of [...ids, "trade", "rack"]) {
      await turnTo(page, `lang=${lang}&view=${id}`);
      const raw = await page.locator(`#view-${id}.open`).evaluate(async (view) => {
        const found = new Set();
        // By what they say: a sentence opens the same panel from each of its figures.
        for (const sentence of view.querySelectorAll(".sentence, .lead, h3, .note")) {
          const button = sentence.querySelector("a.figure, button.figure");
          if (!button) continue;
          button.click();
          await new Promise((done) => setTimeout(done));
          for (const name of document.querySelectorAll("aside dt[title]")) if (name.innerText === name.title) found.add(name.title);
        }
        return [...found];
      });
      assert.deepEqual(raw, [], `${id} ${lang}`);
    }
  await turnTo(page, "lang=en");
});

test("the place of the chain, the order of a table and what is looked for in it stand in the address", async () => {
  await turnTo(page, "lang=en&view=chain");
  await page.locator("#view-chain .node").first().focus();
  await page.keyboard.press("Enter");
  const suppliers = await page.locator("#view-chain .table").first().getAttribute("data-name");
  assert.match(suppliers, /^chain-/);
  const flows = page.locator("#view-chain .table[data-name=flows]");
  await flows.locator("thead button").last().click();
  await flows.locator("thead button").last().click();
  await flows.getByRole("searchbox").fill("HBM");
  const first = await flows.locator("tbody tr").first().innerText();
  assert.match(first, /HBM/);
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await flows.locator("tbody tr").first().waitFor();
  assert.equal(await flows.locator("tbody tr").first().innerText(), first);
  assert.equal(await flows.getByRole("searchbox").inputValue(), "HBM");
  assert.equal(await page.locator("#view-chain .table").first().getAttribute("data-name"), suppliers);
  await page.goBack();
  await page.goto(report + "#lang=en");
});

test("devices of a rack go by what they are, in both languages", async () => {
  for (const [lang, name] of [["en", "NVL72 compute tray"], ["ko", "NVL72 컴퓨트 트레이"]]) {
    await turnTo(page, `lang=${lang}&view=rack`);
    const words = await page.locator("#view-rack .elevation .device text").allTextContents();
    assert.ok(words.includes(name), words.slice(0, 6).join(", "));
    assert.ok(!words.some((each) => /compute-|power-(low|high)/.test(each)), "ids");
  }
  await turnTo(page, "lang=en");
});

test("the scorecard and what is built at each point are sorted, filtered, and saved as CSV with intervals, in full precision", async () => {
  const tableOf = async (id, name) => {
    await turnTo(page, `lang=en&view=${id}`);
    return page.locator(`#view-${id} .table[data-name=${name}]`);
  };
  const saved = async (table) => {
    const [download] = await Promise.all([page.waitForEvent("download"), table.getByRole("button", { name: "CSV" }).click()]);
    return readFileSync(await download.path(), "utf8").trim().split("\n");
  };
  const { scorecard } = result("assess.json");
  const scores = await tableOf("overview", "scorecard");
  const lines = await saved(scores);
  assert.equal(lines.length, 1 + scorecard.length);
  const content = scorecard.find((each) => each.key === "domestic_content");
  assert.ok(lines.some((line) => line.includes([content.countries[0].value, content.p5, content.p95].join())), lines[2]);
  await scores.getByRole("searchbox").fill("value added");
  assert.equal(await scores.locator("tbody tr").count(), scorecard.filter((each) => /value added/i.test(each.answer)).length);
  await scores.getByRole("searchbox").fill("");
  await scores.locator("thead button").nth(1).click();
  const home = await scores.locator("tbody td:nth-child(2)").allInnerTexts();
  const largest = [...scorecard].sort((a, b) => (b.countries[0].value ?? -Infinity) - (a.countries[0].value ?? -Infinity))[0];
  assert.ok((await scores.locator("tbody tr").first().innerText()).startsWith(largest.answer), home[0]);

  const sets = await tableOf("onshore", "onshore-sets");
  const built = await saved(sets);
  const count = await sets.locator("tbody tr").count();
  assert.equal(built.length, 1 + count);
  const columns = await sets.locator("thead th").count();
  await sets.locator("thead button").nth(2).click();
  const first = await sets.locator("tbody td:nth-child(3)").allInnerTexts();
  const ones = first.filter((cell) => cell.trim() === "●").length;
  assert.ok(columns > 3 && ones > 0 && ones < count);
  assert.ok(first.slice(0, ones).every((cell) => cell.trim() === "●"), "those that are built first");
  await turnTo(page, "lang=en");
});

test("a row of a table has its interval, in the words of the draws, and says what is not drawn", async () => {
  const assess = result("assess.json");
  const drawn = (key, of) => assess.uncertainty.answers.find((each) => each.key === key && each.of === of);
  const near = (words, value, scale) => Math.abs(Number.parseFloat(words.replaceAll(",", "")) - scale * value) <= 0.01 * scale * Math.abs(value) + 0.005;
  const ends = (words) => /([\d.,]+)[^–]*–[\u2060\s]+([\d.,]+)/.exec(words).slice(1);
  // Where the ends differ as they are shown, both are there.
  const lost = assess.stress.scenarios.map((run) => drawn("scenario_lost", run.scenario)).filter((each) => each.p95 - each.p5 > 0.002);
  assert.ok(lost.length >= 3);
  await turnTo(page, "lang=en&view=stress&open=stress%3D1");
  const table = page.locator("#view-stress .table[data-name=stress]");
  for (const each of lost) {
    const name = each.answer.replace("Lost: ", "");
    const cell = table.locator("tbody tr", { has: page.getByRole("button", { name, exact: true }) }).locator("td:nth-child(7) .interval");
    const [low, high] = ends(await cell.innerText());
    assert.ok(near(low, each.p5, 100) && near(high, each.p95, 100), `${name}: ${low} – ${high} for ${each.p5} – ${each.p95}`);
  }
  assert.match(await page.locator("#view-stress").innerText(), /troughs and recovery are of the model as it is/);
  await turnTo(page, "lang=en&view=onshore");
  const capital = await page.locator("#view-onshore .table[data-name=frontier] td:nth-child(2) .interval").allInnerTexts();
  assert.equal(capital.length, await page.locator("#view-onshore .table[data-name=frontier] tbody tr").count(), "each point");
  const last = drawn("point_capital", String(assess.onshore.frontier.length));
  const [low, high] = ends(capital.at(-1));
  assert.ok(near(low, last.p5, 1e-9) && near(high, last.p95, 1e-9), capital.at(-1));
  for (const [id, words] of [["chain", "Single flows are of the model as it is"], ["map", "Single flows are of the model as it is"], ["trade", "Customs figures are as reported"], ["rack", "are given, not drawn"], ["plan", "Gains are of the model as it is"]]) {
    await turnTo(page, `lang=en&view=${id}`);
    assert.ok((await page.locator(`#view-${id}`).innerText()).includes(words), id);
  }
  await turnTo(page, "lang=en");
});

test("how a picture is looked at, and what is unfolded, stand in the address, and back works", async () => {
  for (const id of ["map", "chain"]) {
    await turnTo(page, `lang=en&view=${id}`);
    const drawing = page.locator(`#view-${id} .zoom svg > g`).first();
    const whole = await drawing.getAttribute("transform");
    await page.locator(`#view-${id}`).getByRole("button", { name: "Zoom in" }).click();
    await page.locator(`#view-${id}`).getByRole("button", { name: "Zoom in" }).click();
    await page.locator(`#view-${id} .zoom svg`).focus();
    await page.keyboard.press("ArrowRight");
    const close = await drawing.getAttribute("transform");
    assert.notEqual(close, whole);
    assert.match(page.url(), new RegExp(`zoom=${id}`));
    const link = page.url();
    await page.goBack();
    assert.notEqual(await drawing.getAttribute("transform"), close);
    await page.goBack();
    assert.equal(await drawing.getAttribute("transform"), whole);
    await page.goto("about:blank");
    await page.goto(link);
    await drawing.waitFor();
    const numbers = (words) => words.match(/-?[\d.]+/g).map(Number);
    numbers(await drawing.getAttribute("transform")).forEach((each, at) => assert.ok(Math.abs(each - numbers(close)[at]) < 1, id));
  }
  await turnTo(page, "lang=en&view=chain");
  const flows = page.locator("#view-chain .table[data-name=flows]");
  await flows.getByRole("button", { name: /^Show all/ }).click();
  assert.match(page.url(), /open=flows/);
  await page.goBack();
  assert.equal(await flows.locator("tbody tr").count(), 12);
  await turnTo(page, "lang=en");
});

test("an answer says how sure it is, with the interval of the command line", async () => {
  const assess = result("assess.json");
  for (const [view, key] of [["Origin", "domestic_content"], ["Plan", "value_obtained"], ["Stress", "autonomy_days"], ["Onshore", "capital_for_first_rack"]]) {
    await tab(view).click();
    const line = assess.scorecard.find((each) => each.key === key);
    const said = await page.locator("main > section.open .sure").first().innerText();
    assert.ok(said.includes(line.answer), `${view}: ${said}`);
    const scale = { share: 100, money: 1e-6 }[line.unit] ?? 1;
    const [, low, high] = /90 % of draws: ([\d.,]+)[^–]*–[\u2060\s]+([\d.,]+)/.exec(said.slice(said.indexOf(line.answer) + line.answer.length)).map((word) => Number(word.replaceAll(",", "")));
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

test("the chain shows in colour one country, or how few make an item", async () => {
  const view = page.locator("#view-chain");
  await view.getByRole("button", { name: "Show the whole chain" }).click();
  const choose = view.getByRole("combobox").nth(1);
  await choose.selectOption("country:TW");
  assert.match(page.url(), /mark=country/);
  const links = JSON.parse(/id="jarip-data">(.*?)<\/script>/s.exec(readFileSync(fileURLToPath(report), "utf8"))[1]).documents.chain.links;
  assert.ok(links.length > 100);
  const quiet = await view.locator("path.way.quiet").count();
  assert.ok(quiet > 0 && quiet < (await view.locator("path.way").count()));
  // A flow that Taiwan neither sends nor takes is quiet, one that it does is not.
  const ways = await view.locator("path.way").evaluateAll((all) => all.map((way) => [way.querySelector("title").textContent.split("\n")[0], way.getAttribute("class")]));
  for (const [first, kind] of ways) if (!/Others/.test(first)) assert.equal(/quiet/.test(kind), !/Taiwan/.test(first), first);
  await choose.selectOption("concentration");
  assert.match(await view.locator("path.way").first().getAttribute("fill"), /color-mix/);
  await choose.selectOption("influence");
  assert.match(await view.innerText(), /variance of the main answers/);
  await choose.selectOption("");
});

test("any figure of a table opens in full precision, with its row and what it rests on", async () => {
  await tab("Overview").click();
  const assess = result("assess.json");
  const table = page.locator("#view-overview .table[data-name='plan.bottlenecks']");
  const [first] = assess.plan.bottlenecks;
  const titles = await table.locator("thead th").allInnerTexts();
  const column = titles.findIndex((title) => /^Capacity/.test(title));
  await table.locator("tbody tr").first().locator("> *").nth(column).locator("button.figure").click();
  const panel = page.getByRole("complementary");
  assert.match(page.url(), /pick=cell/);
  const said = await panel.locator("dd.picked").innerText();
  assert.equal(Number(said.split(" ")[0]), first.capacity);
  assert.match(await panel.innerText(), /jarip assess --home KR/);
  assert.match(await panel.innerText(), /rows of the model behind it, \d+ are assumed/);
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await panel.locator("dd.picked").waitFor();
  assert.equal(await panel.locator("dd.picked").innerText(), said, "a link opens it too");
  await panel.getByRole("button", { name: "Close" }).click();
});

test("origin by stage, without design, and two products side by side are the figures of the command line", async () => {
  await tab("Origin").click();
  const view = page.locator("#view-origin");
  const { products } = result("origin.json").products ? result("origin.json") : { products: [] };
  const all = JSON.parse(/id="jarip-data">(.*?)<\/script>/s.exec(readFileSync(fileURLToPath(report), "utf8"))[1]).documents.origin.products;
  assert.ok(all.length > 1 && Array.isArray(products));
  const one = all[0];
  const sum = (shares) => shares.reduce((total, each) => total + each.share, 0);
  for (const key of ["countries", "companies", "stages", "owners", "countries_made", "companies_made"]) assert.ok(Math.abs(sum(one[key]) - 1) < 1e-9, key);
  // What is left without design is what is made: by hand from the stages, of which those of designs are left out.
  const percent = (share) => new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: share < 0.09995 ? 2 : 1 }).format(share).replace("%", "\u00a0%");
  await view.locator("label", { hasText: /^Design/ }).locator("select").selectOption("without");
  await view.locator(".side-by-side .bar").first().waitFor();
  assert.ok((await view.locator(".side-by-side .bar").first().textContent()).includes(percent(one.countries_made[0].share)));
  // The areas too.
  const areas = await view.locator(".areas .area title").allTextContents();
  assert.equal(areas.length, one.companies_made.filter((each) => each.company && each.share > 0).length);
  assert.ok(areas.some((each) => each.endsWith(`: ${percent(one.companies_made[0].share)}`)), areas[0]);
  await view.locator("label", { hasText: /^Design/ }).locator("select").selectOption("");
  await view.locator("label", { hasText: /^By/ }).locator("select").selectOption("stage");
  assert.ok((await view.locator(".side-by-side .bar").first().textContent()).includes(percent(one.stages[0].share)));
  await view.locator("label", { hasText: /^By/ }).locator("select").selectOption("country");
  await view.getByLabel("Compare with").selectOption(all[1].item);
  assert.equal(await view.locator(".side-by-side figure").count(), 2);
  assert.ok((await view.locator(".side-by-side figure").nth(1).locator(".bar").first().textContent()).includes(percent(all[1].countries[0].share)));
  await view.getByLabel("Compare with").selectOption("");
});

test("a scenario is drawn on the map, and an item alone", async () => {
  await tab("Map").click();
  const view = page.locator("#view-map");
  const bundle = JSON.parse(/id="jarip-data">(.*?)<\/script>/s.exec(readFileSync(fileURLToPath(report), "utf8"))[1]);
  const [header, ...rows] = bundle.tables["sites.csv"].trim().split("\n").map((line) => line.split(","));
  const country = new Map(rows.map((row) => [row[header.indexOf("site")], row[header.indexOf("country")]]));
  await view.getByLabel("Scenario on the map").selectOption("taiwan-strait");
  assert.ok((await view.locator("path.struck").count()) >= 1);
  const said = await view.getByRole("status").innerText();
  // Ways with one end in Taiwan.
  const ways = new Set(bundle.documents.chain.links.filter((link) => country.has(link.from) && country.has(link.to) && (country.get(link.from) === "TW") !== (country.get(link.to) === "TW")).map((link) => `${link.from}>${link.to}`));
  assert.equal(Number(/: ([\d,]+) of the ways/.exec(said)[1].replace(",", "")), ways.size, said);
  const item = bundle.documents.chain.links[0].item;
  await view.getByLabel("Item").selectOption(item);
  const [, sites] = /(\d+) sites/.exec(await view.locator(".lead").innerText());
  assert.equal(Number(sites), new Set(bundle.documents.chain.links.filter((link) => link.item === item && country.has(link.from)).map((link) => link.from)).size);
  await view.getByLabel("Item").selectOption("");
  await view.getByLabel("Scenario on the map").selectOption("");
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
  // Of several products what they are worth.
  const stress = result("stress.json");
  const rows = await view.locator("table").first().locator("tbody tr").count();
  assert.equal(rows, stress.runs.length);
  const shares = stress.runs.map((run) => Math.min(...run.days.filter((day) => day.baseline_value > 0).map((day) => day.delivered_value / day.baseline_value)));
  const said = (await view.locator("table").first().locator("tbody tr td:nth-child(3)").allInnerTexts()).map((cell) => parseFloat(cell) / 100);
  assert.ok(Math.abs(Math.min(...said) - Math.min(...shares)) < 0.005, "the deepest trough is that of the days");
  // The least that is lost, as a share of what is usual: no more than what the curve loses.
  const least = (await view.locator("table").first().locator("tbody tr td:last-child").allInnerTexts()).map((cell) => parseFloat(cell) / 100);
  const usual = (run) => run.days.reduce((sum, each) => sum + each.baseline_value, 0);
  const expected = stress.runs.map((run) => run.least_lost_value / usual(run));
  assert.ok(Math.abs(Math.max(...least) - Math.max(...expected)) < 0.0006, `${Math.max(...least)} for ${Math.max(...expected)}`);
  assert.ok(least.every((share) => share >= 0 && share <= 1));
});

test("a day of a scenario stands over the map: what is hit, and who has run short by then", async () => {
  const view = page.locator("#view-stress");
  const stress = result("stress.json");
  const run = stress.runs.find((each) => each.scenario === "taiwan-strait");
  const show = (day) => turnTo(page, `lang=en&view=stress&runs=taiwan-strait&day=${day}`);
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
  assert.match(page.url(), /pick=cell%3Afrontier/);
  const built = await view.locator(".table[data-name^=built-]").locator("tbody tr").count();
  assert.equal(built, onshore.frontier.at(-1).built.length);
  // Dragged to the left end, it is the first.
  const box = await view.locator("svg.frontier").boundingBox();
  const at = await points.nth(last).locator("circle").last().boundingBox();
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 70, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  assert.match(page.url(), /point=0/);
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
    const file = readFileSync(await download.path());
    assert.ok(file.toString("latin1").startsWith(begin), name);
    if (name === "SVG") assert.match(file.toString("utf8"), /<title>The \d+ largest of [\d,]+ ways.*AI-server chain, 2025 · 2025-01-01 – 2025-12-31 · jarip/s, "it says what it shows");
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

test("amounts are in won at the rate of the model, and in dollars again", async () => {
  await tab("Chain").click();
  const bundle = JSON.parse(/id="jarip-data">(.*?)<\/script>/s.exec(readFileSync(fileURLToPath(report), "utf8"))[1]);
  const trade = bundle.documents["trade-indicators"];
  const amount = async () => {
    const [, figure, scale] = /worth ([\d.]+)(bn|tn|m)/.exec(await page.locator("#view-chain .lead").innerText());
    return Number(figure) * { m: 1e6, bn: 1e9, tn: 1e12 }[scale];
  };
  const dollars = await amount();
  await page.getByRole("button", { name: "Won" }).click();
  assert.match(page.url(), /money=won/);
  assert.ok(Math.abs((await amount()) / dollars - trade.imports_krw / trade.imports) < 1, "at the rate of customs");
  assert.match(await page.locator("#view-chain .table thead").last().innerText(), /\(KRW\)/);
  assert.match(await page.locator("footer").innerText(), /1,427 won for 1 USD/);
  await page.getByRole("button", { name: "USD", exact: true }).click();
  assert.equal(await amount(), dollars);
});

test("nothing is missing for who reads by keyboard or by ear (axe), light and dark", async () => {
  // A theme changes colours alone.
  for (const [theme, rules] of [["Dark", ["color-contrast"]], ["Light"]]) {
    await page.getByRole("button", { name: theme, exact: true }).click();
    for (const name of views) {
      await tab(name).click();
      await axeFindsNothing(page, `${name} ${theme}`, rules);
    }
  }
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((each) => each.id));
  assert.equal(new Set(ids).size, ids.length, "no two elements have one id");
});

test("pictures can be read on a telephone and on the widest window", async () => {
  /** How high the letters of a picture are on the window, beside those of the page. */
  const letters = (where) => page.evaluate((of) => {
    const svg = document.querySelector(`section.open ${of}`);
    const { width, height } = svg.getBoundingClientRect();
    const [text, unit] = [svg.querySelector("text"), width / svg.viewBox.baseVal.width];
    return { height, letters: unit * parseFloat(getComputedStyle(text).fontSize), page: parseFloat(getComputedStyle(document.documentElement).fontSize) };
  }, where);
  for (const [width, least] of [[360, 11], [1280, 11], [3840, 20]]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [view, picture] of [["map", "svg.map"], ["origin", ".fit svg"], ["stress", "svg.lines"]]) {
      await turnTo(page, `lang=ko&view=${view}`);
      await page.waitForFunction(() => document.querySelector("section.open svg")?.getBoundingClientRect().width > 0);
      await page.waitForTimeout(100);
      const found = await letters(picture);
      assert.ok(found.letters >= least, `${view} at ${width} px: letters of ${found.letters.toFixed(1)} px`);
      if (view === "map") assert.ok(found.height >= 240, `the map is ${found.height} px high at ${width} px`);
    }
  }
  // On a telephone the map is moved sideways, and begins at home.
  await page.setViewportSize({ width: 360, height: 780 });
  await turnTo(page, "lang=en&view=map");
  await page.waitForFunction(() => document.querySelector("section.open figure .sideways").scrollLeft > 50);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(report + "#lang=en");
});

test("it prints as a document of 8 to 12 pages, the answers on the first, in both languages", async () => {
  for (const [lang, next] of [["ko", "평가표"], ["en", "Scorecard"]]) {
    await turnTo(page, `lang=${lang}`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
    console.log(`print, ${lang}: ${pages} pages`);
    assert.ok(pages >= 8 && pages <= 12, `${lang}: ${pages} pages`);
    // As it is laid out on paper of that width, what comes before the scorecard is no higher than a page.
    await page.setViewportSize({ width: Math.round((182 / 25.4) * 96), height: 900 });
    await page.emulateMedia({ media: "print" });
    const high = await page.locator("#view-overview h3", { hasText: next }).evaluate((heading) => heading.getBoundingClientRect().top + scrollY);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.ok(high <= ((297 - 34) / 25.4) * 96, `${lang}: the answers are ${Math.round((high / 96) * 25.4)} mm high`);
  }
});

test("nothing was asked of a network, and nothing failed", () => {
  assert.deepEqual(asked, []);
  assert.deepEqual(faults, []);
});
