// The page from `jarip serve`: nothing inline, the same answers, a clean end.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { launch, tabOf } from "./browser.mjs";

const program = process.env.JARIP;
let browser, server, url;

before(async () => {
  assert.ok(program, "JARIP names the program");
  server = spawn(program, ["serve", "models/tiny-chain", "--lang", "en"], { cwd: new URL("../..", import.meta.url) });
  url = await new Promise((ready, failed) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      const found = /http:\/\/[\d.]+:\d+\//.exec(said);
      if (found) ready(found[0]);
    });
    server.on("exit", () => failed(new Error(`it ended: ${said}`)));
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill("SIGKILL");
});

test("the address is of this machine, and the page opens with the answers", async () => {
  assert.match(url, /^http:\/\/127\.0\.0\.1:/);
  const { page, faults, asked } = await tabOf(browser, { offline: false });
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("#view-overview article h3 .number").count(), 4);
  await page.getByRole("navigation").getByRole("button", { name: "Stress", exact: true }).click();
  await page.locator("#view-stress svg .line").first().waitFor();
  assert.deepEqual(faults, [], "the policy allows all that the page does");
  assert.ok(asked.every((each) => each.startsWith(url)), "asked of the server alone");
});

test("Ctrl-C ends it, with exit code 0", async () => {
  server.removeAllListeners("exit");
  const ended = new Promise((done) => server.on("exit", (code) => done(code)));
  server.kill("SIGINT");
  assert.equal(await ended, 0);
});
