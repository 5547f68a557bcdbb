// Debian's Chromium, offline, and what the tests of the page share.
//
//   JARIP_PAGES=FOLDER npm test          (tests/page/run makes the folder)
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const folder = process.env.JARIP_PAGES;
assert.ok(folder, "JARIP_PAGES names the folder of the pages to look at");
export const address = (name) => pathToFileURL(join(folder, name)).href;
export const result = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none"],
  });

/** A tab without a network, which notes what fails and what is asked for. */
export async function tabOf(browser, options = {}) {
  const context = await browser.newContext({ locale: "ko-KR", timezoneId: "Asia/Seoul", reducedMotion: "reduce", offline: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const [faults, asked] = [[], []];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && asked.push(request.url()));
  return { page, faults, asked };
}

/** Each window costs as much as its page, also one that is looked at no more. */
export const closeTabs = (browser) => Promise.all(browser.contexts().map((context) => context.close()));

/** Pictures with two axes, both of which say what they are of. */
const withAxes = ".lines, .fan, .exposure, .exceedance, .deliveries, .frontier";

/** Nothing drawn has a place that is no number, nothing sticks out of the page or a picture sideways, every word has a text, every axis a title. */
export async function drawnWell(page, what) {
  const { places, over, missing, cut, unnamed } = await page.evaluate((axes) => ({
    cut: [...document.querySelectorAll("section.open svg")].flatMap((svg) => {
      const { left, right, width } = svg.getBoundingClientRect();
      return width === 0 ? [] : [...svg.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.width > 0 && (box.left < left - 2 || box.right > right + 2);
      }).map((text) => `${svg.getAttribute("class")}: ${text.textContent}`);
    }),
    unnamed: [...document.querySelectorAll("section.open svg")].filter((svg) => {
      const titles = [...svg.querySelectorAll("text.axis")].filter((text) => text.textContent.trim() !== "").length;
      return svg.getBoundingClientRect().width > 0 && titles < (svg.matches(axes) ? 2 : svg.matches(".worth, .sets-picture, .regret") ? 1 : 0);
    }).map((svg) => svg.getAttribute("class")),
    places: document.querySelectorAll("svg :is([d*='NaN'], [width*='NaN'], [x*='NaN'], [y*='NaN'], [cx*='NaN'], [cy*='NaN'])").length,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    missing: document.body.innerText.match(/\b(?:page|fields|field_word)\.[a-z_.]+/g),
  }), withAxes);
  assert.deepEqual(cut, [], `${what}: words that stick out of a picture`);
  assert.deepEqual(unnamed, [], `${what}: an axis without a title`);
  assert.equal(places, 0, `${what}: a place that is no number`);
  assert.ok(over <= 0, `${what}: ${over} px wider than the window`);
  assert.equal(missing, null, `${what}: a text is missing`);
}

/** Nothing is missing in what is shown for who reads by keyboard or by ear. `rules`: these alone. */
export async function axeFindsNothing(page, what, rules) {
  // Not by a script element: the policy of the server forbids those.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async (runOnly) => {
    // Views that are not shown are taken out meanwhile: axe goes through all that is there.
    const places = [...document.querySelectorAll("main > section:not(.open)")].map((section) => {
      const place = document.createComment("");
      section.replaceWith(place);
      return [place, section];
    });
    try {
      return await window.axe.run(document, { resultTypes: ["violations"], preload: false, ...(runOnly && { runOnly }) });
    } finally {
      for (const [place, section] of places) place.replaceWith(section);
    }
  }, rules);
  assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join("\n")}`), [], what);
}

/** The address with what follows its #, without loading the page anew. */
export const turnTo = (page, hash) => page.evaluate((to) => { location.hash = to; dispatchEvent(new PopStateEvent("popstate")); }, hash);

/** A figure as people write it: "5.89 %", "14.06bn USD", "1억 2,694만", "≥ 365 days". */
function figureOf(text) {
  const units = { k: 1e3, m: 1e6, bn: 1e9, tn: 1e12, 만: 1e4, 억: 1e8, 조: 1e12, "%": 0.01 };
  const parts = [...text.replaceAll(/[\u00a0\s,]/g, "").matchAll(/(-?[\d.]+)(bn|tn|[km]|[만억조%])?/g)];
  return parts.length === 0 ? undefined : parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * (units[unit] ?? 1), 0);
}
/** Rounded for people it is the same: three digits at least. */
const isRounded = (text, value) => {
  const found = figureOf(text);
  return found !== undefined && (text.includes("≈") || Math.abs(found - value) <= 0.006 * Math.abs(value) + 5e-5);
};

/**
 * Every number of the overview, in the language that is shown, is the one of the command line in that language: sentences, cards, the
 * scorecard (its panel in full precision), and the tables below. `said`: the document of the language, `assess`: that with the intervals.
 */
export async function overviewIsThatOf(page, assess, said, what) {
  const view = page.locator("#view-overview");
  // On the page scenarios go by their names alone, and a unit stays with its figure.
  const ids = new RegExp(` \\((${["borders-closed", ...assess.stress.scenarios.map((run) => run.scenario)].join("|")})\\)`, "g");
  const sentences = await view.locator(".sentence").allTextContents();
  assert.deepEqual(sentences.map((each) => each.trim().replaceAll("\u00a0", " ")), said.answers.map((answer) => answer.sentence.replace(ids, "")), `${what}: sentences`);

  const shown = await view.evaluate(async (section) => {
    const pressed = async (button) => {
      button.click();
      await new Promise((done) => setTimeout(done));
      return { pick: new URLSearchParams(location.hash.slice(1)).get("pick"), text: (button.querySelector(":scope > span") ?? button).innerText, panel: document.querySelector("aside dd.picked")?.innerText ?? "" };
    };
    const all = async (where) => {
      const found = [];
      for (const button of section.querySelectorAll(where)) found.push({ ...(await pressed(button)), interval: button.querySelector(".interval")?.innerText ?? "" });
      return found;
    };
    return { cards: await all(".keys-of-answers .large button"), scores: await all(".scorecard td button"), tables: await all(".table:not([data-name=scorecard]) td.number button") };
  });
  const lines = new Map(assess.scorecard.map((line) => [line.key, line]));
  const scoreOf = (pick) => {
    const [, key, country] = pick.split(":");
    return { line: lines.get(key), value: lines.get(key).countries.find((each) => each.country === country), isHome: lines.get(key).countries[0].country === country };
  };
  assert.equal(shown.scores.length, assess.scorecard.reduce((sum, line) => sum + line.countries.length, 0), `${what}: cells of the scorecard`);
  for (const { pick, text, panel, interval } of shown.scores) {
    const { line, value, isHome } = scoreOf(pick);
    const [exactly, range = ""] = panel.split("(");
    assert.equal(exactly.trim(), value.value === null ? (value.at_least === null ? "–" : `≥ ${value.at_least}`) : String(value.value), `${what} ${pick}`);
    if (value.value === null) continue;
    const scale = line.unit === "money" ? 1e-6 : 1;
    assert.ok(isRounded(text, scale * value.value), `${what} ${pick}: ${text} for ${value.value}`);
    if (!isHome || line.p5 == null) continue;
    assert.ok(range.includes(String(line.p5)) && range.includes(String(line.p95)), `${what} ${pick}: ${range}`);
    if (!interval) continue;
    const [low, high] = interval.split(/[–~]/);
    assert.ok(isRounded(high, scale * line.p95), `${what} ${pick}: ${interval}`);
    // A unit that both would have is said once.
    const unit = /[^\d\s]*$/.exec(high.trim())[0];
    assert.ok(isRounded(low.trim() + unit, scale * line.p5) || isRounded(low, scale * line.p5), `${what} ${pick}: ${interval}`);
  }
  assert.equal(shown.cards.length, 4, `${what}: cards`);
  for (const { pick, text } of shown.cards) {
    const { value } = scoreOf(pick);
    if (value.value !== null) assert.ok(isRounded(text, value.value), `${what} ${pick}: ${text} for ${value.value}`);
  }
  const rows = {
    "plan.bottlenecks": assess.plan?.bottlenecks,
    "stress.scenarios": [...assess.stress.scenarios].sort((a, b) => (b.lost_share ?? 0) - (a.lost_share ?? 0)),
    "onshore.frontier": assess.onshore?.frontier,
  };
  for (const { pick, text } of shown.tables) {
    const [, name, row, column] = pick.split(":");
    // Intervals stand below the figure.
    let value = rows[name][row];
    for (const key of column.split(".")) value = value[key];
    // People count days from 1.
    if (/_day$/.test(column)) ++value;
    assert.ok(isRounded(text, value), `${what} ${pick}: ${text} for ${value}`);
  }
  assert.ok(shown.tables.length > 0, `${what}: figures in tables`);
}
