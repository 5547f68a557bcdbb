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
