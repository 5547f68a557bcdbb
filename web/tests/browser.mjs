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

/** Nothing drawn has a place that is no number, and nothing sticks out of the page sideways. */
export async function drawnWell(page, what) {
  assert.equal(await page.locator("svg :is([d*='NaN'], [width*='NaN'], [x*='NaN'], [y*='NaN'], [cx*='NaN'], [cy*='NaN'])").count(), 0, `${what}: a place that is no number`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${what}: ${over} px wider than the window`);
  const missing = await page.evaluate(() => document.body.innerText.match(/\b(?:page|fields|field_word)\.[a-z_.]+/g));
  assert.equal(missing, null, `${what}: a text is missing`);
}
