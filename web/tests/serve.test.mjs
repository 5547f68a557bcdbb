// The page from `jarip serve`: nothing inline, the same answers, what-ifs that are run, saved and taken back, a clean end.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { axeFindsNothing, closeTabs, drawnWell, launch, tabOf, turnTo } from "./browser.mjs";

const program = process.env.JARIP;
const root = new URL("../..", import.meta.url).pathname;
let browser, server, url, folder;

/** A server of a model; where it listens. */
async function serving(model) {
  const started = spawn(program, ["serve", ...model, "--lang", "en"], { cwd: root, env: { ...process.env, XDG_CACHE_HOME: join(folder, "cache") } });
  const address = await new Promise((ready, failed) => {
    let said = "";
    started.stdout.on("data", (data) => {
      said += data;
      const found = /http:\/\/[\d.]+:\d+\//.exec(said);
      if (found) ready(found[0]);
    });
    started.on("exit", () => failed(new Error(`it ended: ${said}`)));
  });
  return { started, address };
}

before(async () => {
  assert.ok(program, "JARIP names the program");
  folder = mkdtempSync(join(tmpdir(), "jarip-page-"));
  cpSync(join(root, "models/tiny-chain"), join(folder, "model"), { recursive: true });
  rmSync(join(folder, "model/.jarip"), { recursive: true, force: true });
  ({ started: server, address: url } = await serving([join(folder, "model")]));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});


afterEach(() => closeTabs(browser));

const tab = (page, name) => page.getByRole("navigation").getByRole("button", { name, exact: true });
const table = (name) => readFileSync(join(folder, "model", name), "utf8");

test("the address is of this machine, and the page opens with the answers", async () => {
  assert.match(url, /^http:\/\/127\.0\.0\.1:/);
  const { page, faults, asked } = await tabOf(browser, { offline: false });
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("#view-overview article h3 .number").count(), 4);
  await tab(page, "Stress").click();
  await page.locator("#view-stress svg .line").first().waitFor();
  assert.deepEqual(faults, [], "the policy allows all that the page does");
  assert.ok(asked.every((each) => each.startsWith(url)), "asked of the server alone");
});

test("a what-if is put together, run, seen side by side, saved and taken back", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=whatif");
  const view = page.locator("#view-whatif.open");
  await view.waitFor();
  const capacity = table("processes.csv");
  await view.getByLabel("Which").selectOption("processes:chip-hsinchu");
  await view.getByLabel(/^New value/).fill("240");
  await view.getByRole("button", { name: "Add" }).click();
  await view.getByText("480 → 240").waitFor();
  await view.getByText("Event", { exact: true }).click();
  await view.getByLabel("What happens").selectOption("export_ban");
  await view.getByLabel(/^Where/).first().selectOption("country:TW");
  await view.getByRole("button", { name: "Add" }).click();
  assert.equal(await view.locator(".changes li").count(), 2);
  // A second event of the same scenario, and taken out again: the first and its scenario stay.
  await view.getByLabel("What happens").selectOption("transit_delay");
  await view.getByRole("button", { name: "Add" }).click();
  assert.equal(await view.locator(".changes li").count(), 3);
  const keys = new URLSearchParams(new URL(page.url()).hash.slice(1)).get("sets").split("\n").filter((set) => set.startsWith("events:")).map((set) => /^events:\+([^.]+)\./.exec(set)[1]);
  assert.deepEqual([...new Set(keys)].map((key) => key.split("/")), [["export-ban-tw", "1"], ["export-ban-tw", "2"]]);
  await view.locator(".changes li").nth(2).getByRole("button").click();
  assert.equal(await view.locator(".changes li").count(), 2);
  assert.equal(await view.locator(".progress, .pairs").count(), 0, "nothing is computed before it is asked for");
  await view.getByRole("button", { name: "Run", exact: true }).click();
  await view.locator(".pairs").waitFor();
  assert.match(await view.locator(".lead").innerText(), /figures change/);
  // Both results are those of the command line's documents.
  const query = new URLSearchParams([...new URL(page.url().replace("#", "?")).searchParams].filter(([key]) => key === "sets").flatMap(([, lines]) => lines.split("\n").map((set) => ["set", set])));
  const other = await (await fetch(`${url}api/assess?${query}`)).json();
  const base = await (await fetch(`${url}api/assess`)).json();
  const said = (await (await fetch(`${url}api/page/what-if?${query}`)).json()).documents["what-if"].figures;
  said.forEach((figure, at) => {
    assert.equal(figure.before, base.scorecard[at].value, figure.key);
    assert.equal(figure.after, other.scorecard[at].value, figure.key);
  });
  assert.equal(await view.locator(".pairs g").count(), said.length);
  // The address holds the changes: a link shows the same, back undoes one.
  await page.reload();
  await view.locator(".pairs").waitFor();
  // A diff first, then it is saved.
  const save = view.getByRole("button", { name: "Save", exact: true });
  assert.ok(await save.isDisabled());
  await view.getByRole("button", { name: "Show the differences" }).click();
  await view.getByText("What would be saved").waitFor();
  assert.equal(table("processes.csv"), capacity, "nothing is written yet");
  await save.click();
  await page.waitForFunction(() => !location.hash.includes("sets="));
  await view.getByText("Saved changes: 1").waitFor();
  assert.match(table("processes.csv"), /chip-hsinchu,hsinchu,chip,chip,240,/);
  assert.match(table("events.csv"), /export_ban/);
  await view.getByRole("button", { name: /^Undo/ }).click();
  await page.waitForFunction(() => !document.body.innerText.includes("Saved changes"));
  assert.equal(table("processes.csv"), capacity);
  assert.doesNotMatch(table("events.csv"), /,1,export_ban/);
  assert.deepEqual(faults, []);
});

test("what is filled in a form of a what-if stands in the address before it is added", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=whatif");
  const view = page.locator("#view-whatif.open");
  await view.getByRole("radio", { name: "Event" }).check();
  await view.getByLabel("Days", { exact: true }).fill("");
  await view.getByLabel("Days", { exact: true }).pressSequentially("37");
  await view.getByText("Recovery, one item only, probability").click();
  await view.getByLabel(/^Recovery/).selectOption("rebuild");
  await view.getByLabel("share of the cost").fill("0.4");
  await view.getByRole("button", { name: "Another" }).click();
  assert.deepEqual(await view.getByLabel("share of the cost").evaluateAll((all) => all.map((each) => each.value)), ["0.4", "0.6"]);
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await view.getByLabel("share of the cost").nth(1).waitFor();
  assert.equal(await view.getByLabel("Days", { exact: true }).inputValue(), "37");
  assert.equal(await view.getByLabel("share of the cost").first().inputValue(), "0.4");
  await view.getByRole("button", { name: "Add" }).click();
  assert.match(decodeURIComponent(page.url()).replaceAll("+", " "), /\.days=37/);
  assert.deepEqual(faults, []);
});

test("who saves after another sees what the other changed, and loses nothing", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=whatif&sets=" + encodeURIComponent("stock:daegu/chip.quantity=5"));
  const view = page.locator("#view-whatif.open");
  await view.getByRole("button", { name: "Show the differences" }).click();
  await view.getByText("What would be saved").waitFor();
  const other = await (await fetch(`${url}api/edits`)).json();
  const saved = await fetch(`${url}api/edit`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sets: ["processes:wafer-gumi.yield=0.9"], version: other.version }) });
  assert.equal(saved.status, 200);
  await view.getByRole("button", { name: "Save", exact: true }).click();
  await view.getByText("What others changed meanwhile").waitFor();
  assert.match((await view.locator(".table").allInnerTexts()).join(), /Gumi wafer plant[^]*yield/);
  assert.match(table("processes.csv"), /wafer-gumi,gumi,wafer,,100,20,0.9/);
  const { version } = await saved.json();
  await fetch(`${url}api/undo`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ version }) });
  assert.deepEqual(faults.filter((fault) => !fault.includes("409")), []);
});

test("a cell of the model is changed, and what is wrong with it is said at once", async () => {
  const { page } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=model&stage=stock");
  const view = page.locator("#view-model.open");
  await view.getByText("Change cells").click();
  const cell = view.getByLabel("quantity").first();
  await cell.fill("many");
  await cell.press("Tab");
  await view.getByText(/error E0274/).waitFor();
  await cell.fill("12");
  await cell.press("Tab");
  await view.getByText(/error E0274/).waitFor({ state: "detached" });
  assert.match(page.url(), /quantity%3D12/);
});

test("runs are kept, and two of them are compared", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=runs");
  const view = page.locator("#view-runs.open");
  await view.locator("tbody tr").first().waitFor();
  assert.ok((await view.locator(".table[data-name=runs] tbody tr").count()) >= 2);
  await view.getByRole("checkbox").nth(0).check();
  await view.getByRole("checkbox").nth(1).check();
  await view.locator(".pairs").waitFor();
  assert.match(page.url(), /pair=/);
  assert.deepEqual(faults, []);
});

test("the overview says what changed since the run before", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const set = "demand:*.quantity*=0.5";
  await fetch(`${url}api/assess`);
  await page.goto(`${url}?set=${encodeURIComponent(set)}#lang=en`);
  const since = page.locator("#view-overview article", { hasText: "What changed since run" });
  await since.waitFor();
  const documents = (await (await fetch(`${url}api/page/runs`)).json()).documents.runs.runs;
  const now = documents.find((run) => run.what_ifs.join() === set);
  const before = documents.find((run) => run.number < now.number && (run.model !== now.model || run.what_ifs.join() !== set));
  const moved = now.figures.filter((figure) => before.figures.find((each) => each.key === figure.key).value_text !== figure.value_text);
  assert.equal(await since.locator("li").count(), moved.length);
  assert.ok(moved.length > 0, "half the demand changes something");
  await since.getByRole("button").click();
  await page.locator("#view-runs.open .pairs").waitFor();
  assert.deepEqual(faults, []);
});

test("the plan by period is computed when it is asked for", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=plan");
  const view = page.locator("#view-plan.open");
  await view.getByText("Period by period").click();
  await view.locator(".deliveries").waitFor();
  const plan = await (await fetch(`${url}api/plan`)).json();
  assert.equal(await view.locator(".deliveries .delivered").count(), plan.periods.length);
  assert.deepEqual(faults, []);
});

test("who can build it together is computed when it is asked for, each figure that of the command line", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=onshore");
  await page.getByRole("button", { name: /Who could build it together/ }).click();
  const view = page.locator("#view-coalition.open");
  await view.locator(".sets-picture .set").first().waitFor();
  const [product] = (await (await fetch(`${url}api/coalition`)).json()).products;
  assert.equal(await view.locator(".sets-picture .set").count(), product.groups.length);
  const last = product.groups.length - 1;
  await view.locator(".sets-picture .set").nth(last).focus();
  await page.keyboard.press("Enter");
  assert.equal(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("group"), product.groups[last].group);
  assert.equal(await view.locator(".sets-picture .set").nth(last).locator("circle.in").count(), product.groups[last].members.length);
  assert.equal(await view.locator(".table").first().locator("tbody tr").count(), product.groups[last].members.length);
  assert.deepEqual(faults, []);
});

test("intervals come after the answers, and are those of the command line", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=overview");
  await page.locator("#view-overview .scorecard .interval").first().waitFor();
  // Of few draws first, then of all.
  await page.locator("#view-overview .drawing").waitFor({ state: "detached" });
  const said = JSON.parse(spawnSync(program, ["assess", join(folder, "model"), "--json", "--quiet", "--lang", "en"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
  const line = said.scorecard.find((each) => each.key === "domestic_content");
  const [, low, high] = /([\d.]+)\s–[\s\u2060]+([\d.]+)\s%/.exec(await page.locator("#view-overview .scorecard tr", { hasText: line.answer }).locator(".interval").first().innerText());
  assert.ok(Math.abs(low - 100 * line.p5) < 0.06 && Math.abs(high - 100 * line.p95) < 0.06, `${low} – ${high} for ${line.p5} – ${line.p95}`);
  assert.deepEqual(faults, []);
});

test("what is known is shown before all of it is, and is replaced by all of it", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const whole = await (await fetch(`${url}api/bundle`)).json();
  const part = structuredClone(whole);
  for (const name of ["stress", "onshore"]) {
    delete part.documents[name];
    delete part.descriptions[name];
  }
  part.documents.assess.scorecard = [];
  const words = (await (await fetch(`${url}api/progress`)).json()).words;
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/api/bundle*", async (route) => {
    await held;
    await route.fulfill({ json: whole });
  });
  await page.route("**/api/progress*", (route) => route.fulfill({ json: { computed: [{ number: 9, path: "/api/bundle", question: "/api/bundle", running: true, seconds: 1, task: "", done: 1, total: 3, parts: 1, left: null }], words } }));
  await page.route("**/api/part?number=9", (route) => route.fulfill({ json: part }));
  await page.goto(url + "#lang=en");
  await page.getByText("Still computing: this is what").waitFor();
  assert.equal(await page.locator("#view-overview article h3 .number").count(), 4);
  assert.equal(await page.locator(".scorecard").count(), 0);
  assert.equal(await tab(page, "Stress").count(), 0);
  release();
  await page.locator(".scorecard").waitFor();
  await tab(page, "Stress").click();
  await page.locator("#view-stress svg .line").first().waitFor();
  assert.equal(await page.getByText("Still computing: this is what").count(), 0);
  assert.deepEqual(faults, []);
});

/** Of what is asked for a part is told, and then that it was cancelled; asked for again, it is answered. */
async function cutShort(page, name, part) {
  const words = (await (await fetch(`${url}api/progress`)).json()).words;
  const path = `/api/page/${name}`;
  let release;
  const held = new Promise((done) => (release = done));
  let asked = 0;
  await page.route(`**${path}?*`, async (route) => {
    if (++asked > 1) return route.fallback();
    await held;
    await route.fulfill({ status: 503, body: "The computation was cancelled." });
  });
  await page.route("**/api/progress*", (route) => (asked === 1 ? route.fulfill({ json: { computed: [{ number: 9, path, question: `${path}\nlang\nen`, running: true, seconds: 1, task: "", done: 1, total: 3, parts: 1, left: 2 }], words } }) : route.fallback()));
  await page.route("**/api/part?number=9", (route) => route.fulfill({ json: part }));
  return release;
}

test("groups are shown as they are found; what was cancelled is said to be a part, and can be asked for again", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const whole = await (await fetch(`${url}api/page/coalition?lang=en`)).json();
  const part = structuredClone(whole);
  Object.assign(part.documents.coalition.products[0], { complete: false, groups: [] });
  const release = await cutShort(page, "coalition", part);
  await page.goto(url + "#lang=en&view=coalition");
  const view = page.locator("#view-coalition");
  await view.getByText("Still computing: this is what").waitFor();
  await view.getByText("about 2 s left").waitFor();
  assert.equal(await view.locator("svg.sets-picture").count(), 0, "no group is known yet");
  release();
  await view.getByText("The computation ended early").waitFor();
  await view.getByRole("button", { name: "Compute" }).click();
  await view.locator("svg.sets-picture").waitFor();
  assert.equal(await view.locator("svg.sets-picture .set").count(), whole.documents.coalition.products[0].groups.length);
  assert.equal(await view.getByText(/ended early|Still computing/).count(), 0);
  assert.deepEqual(faults.filter((fault) => !fault.includes("503")), []);
});

test("a plan by period and a path are shown before what holds back is known, and nothing is said of that", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const plan = await (await fetch(`${url}api/page/plan?lang=en`)).json();
  Object.assign(plan.documents.plan, { status: "interrupted", bottlenecks: [], late_reasons: [], joint: [], pegging: [], part_pegging: [] });
  const release = await cutShort(page, "plan", plan);
  await page.goto(url + "#lang=en&view=plan&plan=period");
  const view = page.locator("#view-plan");
  await view.locator("svg.deliveries").waitFor();
  await view.getByText("Still computing: this is what").waitFor();
  assert.equal(await view.getByText(/^No limit holds/).count(), 0);
  release();
  await view.getByText("The computation ended early").waitFor();
  await view.getByRole("button", { name: "Compute" }).first().click();
  await view.getByText("The computation ended early").waitFor({ state: "detached" });

  const path = await (await fetch(`${url}api/page/path?lang=en`)).json();
  Object.assign(path.documents.path, { status: "interrupted", path_home: [], path_world: [] });
  const go = await cutShort(page, "path", path);
  await page.goto("about:blank");
  await page.goto(url + "#lang=en&view=plan");
  await view.getByRole("button", { name: "Compute" }).click();
  await view.getByText("Still computing: this is what").waitFor();
  assert.equal(await view.getByText(/^Nothing holds back/).count(), 0, "it is not known yet");
  go();
  await view.getByText("The computation ended early").waitFor();
  assert.deepEqual(faults.filter((fault) => !fault.includes("503")), []);
});

test("a rule of the simulation is changed, run, written into model.toml and taken back", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const settings = table("model.toml");
  await page.goto(url + "#lang=en&view=whatif");
  const view = page.locator("#view-whatif.open");
  await view.getByText("Rule of the simulation", { exact: true }).click();
  // What holds now is what the model says, or the default.
  await view.getByLabel("Which").selectOption("target_days");
  assert.match(await view.locator(".now").innerText(), /10 days$/);
  await view.getByLabel("Which").selectOption("search_days");
  assert.match(await view.locator(".now").innerText(), /not given$/);
  await view.getByLabel("Which").selectOption("unmet");
  assert.match(await view.locator(".now").innerText(), /is lost \(not given: the default\)$/);
  await view.getByRole("button", { name: "Add" }).click();
  await view.getByText("Demand that is not served: is lost → is asked for again").waitFor();
  await view.getByLabel("Which").selectOption("target_days");
  await view.getByLabel(/^New value/).fill("1");
  await view.getByRole("button", { name: "Add" }).click();
  assert.equal(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("sets"), "model:stress.unmet=backlog\nmodel:stress.target_days=1");
  await view.getByRole("button", { name: "Run", exact: true }).click();
  await view.locator("table").last().waitFor();
  const said = JSON.parse(spawnSync(program, ["stress", join(folder, "model"), "--scenario", "strait", "--set", "model:stress.unmet=backlog", "--set", "model:stress.target_days=1", "--json", "--quiet"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
  const shown = (await (await fetch(`${url}api/page/what-if?set=model:stress.unmet%3Dbacklog&set=model:stress.target_days%3D1`)).json()).documents["what-if"].scenarios.find((each) => each.scenario === "strait");
  assert.equal(shown.lost_after, said.lost);
  assert.notEqual(shown.lost_after, shown.lost_before);
  await view.getByRole("button", { name: "Show the differences" }).click();
  await view.getByText("What would be saved").waitFor();
  await view.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForFunction(() => !location.hash.includes("sets="));
  await view.getByText("Saved changes: 1").waitFor();
  assert.equal(table("model.toml"), settings.replace("target_days = 10 ", "target_days = 1 ").replace("[stress]\n", '[stress]\nunmet = "backlog"\n'));
  await view.getByRole("button", { name: /Undo/ }).click();
  await view.getByText(/Saved changes/).waitFor({ state: "detached" });
  assert.equal(table("model.toml"), settings);
  assert.deepEqual(faults, []);
});

test("stages are shown before it is known what each is worth of the whole", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const part = await (await fetch(`${url}api/page/worth?lang=en`)).json();
  const { worth } = part.documents.onshore;
  const stages = worth.stages.length;
  worth.status = "interrupted";
  for (const stage of worth.stages) stage.worth = null;
  const release = await cutShort(page, "worth", part);
  await page.goto(url + "#lang=en&view=onshore");
  const view = page.locator("#view-onshore");
  await view.getByRole("button", { name: "Compute" }).first().click();
  await view.locator("svg.worth").waitFor();
  assert.equal(await view.locator("svg.worth g").count(), stages);
  await view.getByText("Still computing: this is what").waitFor();
  release();
  await view.getByText("The computation ended early").waitFor();
  await view.getByRole("button", { name: "Compute" }).first().click();
  await view.getByText("The computation ended early").waitFor({ state: "detached" });
  assert.equal(await view.locator("svg.worth g").count(), stages);
  assert.deepEqual(faults.filter((fault) => !fault.includes("503")), []);
});

test("what is built in which year is computed for the years and budgets that are given", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=onshore");
  const view = page.locator("#view-onshore");
  await view.getByLabel("Years", { exact: true }).fill("3");
  await view.getByLabel("Discount rate, % a year").fill("5");
  await view.getByLabel("Year 1").fill("0.06");
  await view.getByLabel("Year 2").fill("0.5");
  await view.getByLabel("Year 2").press("Tab");
  assert.match(page.url(), /schedule=3%3B0.05%3B60000%2C500000%2C500000/);
  await view.locator("fieldset", { hasText: "Capital at most by year" }).locator("..").getByRole("button", { name: "Compute" }).click();
  await view.locator("svg.roadmap").waitFor();
  const said = JSON.parse(spawnSync(program, ["onshore", join(folder, "model"), "--years", "3", "--budget-by-year", "60000,500000,500000", "--discount-rate", "0.05", "--json", "--quiet", "--lang", "en"], { cwd: root, encoding: "utf8" }).stdout);
  assert.ok(said.stages.length > 0 && said.years.some((year) => year.reached > 0), "the budgets let something be made");
  assert.equal(await view.locator("svg.roadmap .spent").count(), said.years.length);
  assert.equal(await view.locator("svg.roadmap .limit").count(), said.years.length);
  assert.equal(await view.locator("svg.roadmap .building").count(), said.stages.length);
  // A press opens where the figure is from.
  await view.locator("svg.roadmap g", { has: page.locator(".spent") }).first().click();
  await page.locator("aside, .panel").first().waitFor();
  assert.deepEqual(faults, []);
});

test("an event is rebuilt after, of one item, with a probability: each of its columns has a field", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=whatif");
  const view = page.locator("#view-whatif.open");
  await view.getByText("Event", { exact: true }).click();
  await view.getByLabel("What happens").selectOption("site_down");
  await view.getByText("Recovery, one item only, probability").click();
  await view.getByLabel(/^Recovery/).selectOption("rebuild");
  await view.getByLabel("Days to recover").fill("60");
  await view.getByLabel(/^Cost of rebuilding/).fill("0.02");
  await view.getByLabel("Rebuilt with").selectOption("board");
  await view.getByLabel("share of the cost").fill("0.7");
  assert.ok(await view.getByRole("button", { name: "Add" }).isDisabled(), "the shares are not the whole cost");
  await view.getByRole("button", { name: "Another" }).click();
  await view.getByLabel("Rebuilt with").nth(1).selectOption("wafer");
  await view.getByLabel("Probability a year").fill("0.1");
  await view.getByRole("button", { name: "Add" }).click();
  const sets = new URLSearchParams(new URL(page.url()).hash.slice(1)).get("sets").split("\n");
  const of = (column) => sets.find((set) => set.includes(`.${column}=`))?.split(`.${column}=`)[1];
  assert.deepEqual(["recovery", "recovery_days", "rebuild_cost", "rebuild_with", "probability"].map(of), ["rebuild", "60", "20000", "board=0.7;wafer=0.3", "0.1"]);
  await view.getByRole("button", { name: "Run", exact: true }).click();
  await view.locator(".pairs").waitFor();
  assert.deepEqual(faults, []);
});

test("the least loss and what may happen are computed when they are asked for", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=stress&runs=strait,borders-closed");
  const view = page.locator("#view-stress");
  await view.getByRole("button", { name: /Add the lower bounds/ }).click();
  await page.waitForFunction(() => document.querySelectorAll("#view-stress path.foresight").length === 2);
  await tab(page, "Onshore").click();
  const onshore = page.locator("#view-onshore");
  await onshore.getByText("What may happen").waitFor();
  await onshore.locator(".options", { hasText: "What may happen" }).locator("..").getByRole("button", { name: "Compute" }).click();
  await page.locator("svg.regret").waitFor();
  const said = (await (await fetch(`${url}api/page/regret?scenario=strait`)).json()).documents["onshore-regret"];
  assert.deepEqual(said.situations.map((each) => each.scenario), ["", "strait"]);
  assert.deepEqual(faults, []);
});

test("a scenario over draws, what hangs on each part, and what others lose are computed when they are asked for", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=stress&runs=strait");
  const view = page.locator("#view-stress");
  const told = (...words) => JSON.parse(spawnSync(program, [words[0], join(folder, "model"), ...words.slice(1), "--json", "--quiet", "--lang", "en"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
  const ask = async (title, found) => {
    await view.locator("div, section", { has: page.getByRole("heading", { name: title }) }).last().getByRole("button", { name: "Compute" }).click();
    await view.locator(found).first().waitFor();
  };
  await ask(/How certain is the curve/, "svg.fan");
  const fan = told("uncertain", "--scenario", "strait", "--draws", "64");
  assert.equal(fan.days.length, 365);
  for (const day of fan.days) assert.ok(day.received.p5 <= day.received.p50 && day.received.p50 <= day.received.p95);
  const low = Number(/between ([\d.]+)/.exec(await view.getByText(/of 64 draws/).innerText())[1]);
  assert.ok(Math.abs(low - 100 * fan.lost.p5) < 0.06, `${low} for ${fan.lost.p5}`);

  await ask(/If one of them fails/, "svg.exposure");
  const parts = told("stress", "--exposure", "companies").outages.list.filter((part) => part.lost_share > 0);
  assert.equal(await view.locator("svg.exposure circle").count(), parts.length);

  await ask(/The other direction/, "[name=x], .choices select");
  const [stopped] = told("stress", "--leverage").leverage;
  const country = [...stopped.countries].sort((a, b) => b.lost_value - a.lost_value)[0];
  const words = await view.getByText(country.lost_value > 0 ? /others fail to receive goods/ : /no other country goes short/).innerText();
  assert.match(words, /All of Korea/);
  assert.deepEqual(faults, []);

  await tab(page, "Onshore").click();
  await page.locator("#view-onshore").getByRole("button", { name: "Compute" }).first().click();
  await page.locator("svg.worth").waitFor();
  const worth = told("onshore", "--worth").worth;
  assert.equal(await page.locator("svg.worth g").count(), worth.stages.length);
  // Shares of the whole add up to what the whole brings (efficiency of Shapley's value).
  assert.ok(Math.abs(worth.stages.reduce((sum, stage) => sum + stage.worth, 0) - (worth.together - worth.today)) < 1e-6);
});

test("what holds back is told limit after limit, each rate that of the command line", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const more = "demand:*.quantity*=1.75"; // more than the tiny chain can make
  await page.goto(`${url}?set=${encodeURIComponent(more)}#lang=en&view=plan&of=world`);
  const view = page.locator("#view-plan");
  await view.getByRole("button", { name: "Compute" }).click();
  const told = JSON.parse(spawnSync(program, ["plan", join(folder, "model"), "--steady", "--path", "--set", more, "--json", "--quiet", "--lang", "en"], { cwd: root, encoding: "utf8" }).stdout);
  assert.ok(told.path_world.length > 0);
  await view.locator("figure[aria-label*='once each step'] .bar").first().waitFor();
  const bars = await view.locator("figure[aria-label*='once each step'] .bar").allTextContents();
  assert.equal(bars.length, told.path_world.length + 1);
  const show = (value) => new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 }).format(value);
  told.path_world.forEach((step, at) => assert.ok(bars[at + 1].endsWith(show(step.products_per_month.world)), `${bars[at + 1]} for ${step.products_per_month.world}`));
  assert.deepEqual(faults, []);
});

test("runs are saved as a table", async () => {
  const { page } = await tabOf(browser, { offline: false });
  await page.goto(url + "#lang=en&view=runs");
  await page.locator("#view-runs tbody tr").first().waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#view-runs").getByRole("button", { name: "CSV" }).first().click()]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\n");
  assert.equal(lines.length, 1 + (await page.locator("#view-runs .table[data-name=runs] tbody tr").count()));
  assert.match(lines[0], /,domestic_content,/);
});

test("what takes long goes on where the page is loaded anew", async () => {
  const { page } = await tabOf(browser, { offline: false });
  // The second of these waits behind the first.
  const slow = fetch(`${url}api/assess?home=TW&set=${encodeURIComponent("demand:*.quantity*=1.25")}`);
  await page.goto(`${url}?set=${encodeURIComponent("demand:*.quantity*=1.5")}#lang=en`, { waitUntil: "commit" });
  await Promise.race([page.locator(".progress").waitFor(), page.getByRole("heading", { level: 1 }).waitFor()]);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("#view-overview article h3 .number").count(), 4);
  await slow;
});

test("where the server is slow or broken the page says so, and tries again", async () => {
  const { page } = await tabOf(browser, { offline: false });
  let asked = 0;
  await page.route("**/api/bundle*", async (route) => (++asked === 1 ? route.fulfill({ status: 500, contentType: "text/plain", body: "it broke" }) : route.continue()));
  const computed = { number: 7, path: "/api/page/coalition", question: "/api/page/coalition\nlang\nen", running: true, seconds: 3, task: "looking for groups", done: 1, total: 4, left: 9 };
  const words = (await (await fetch(`${url}api/progress`)).json()).words;
  await page.route("**/api/progress*", (route) => route.fulfill({ json: { computed: [computed], words } }));
  let cancelled;
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/api/cancel", (route) => {
    cancelled = route.request().postDataJSON();
    release();
    return route.fulfill({ json: { cancelled: 1 } });
  });
  await page.route("**/api/page/coalition*", async (route) => {
    if (cancelled) return route.continue();
    await held;
    return route.fulfill({ status: 503, contentType: "text/plain", body: "the computation was cancelled" });
  });
  await page.goto(url + "#lang=en&view=coalition");
  await page.getByRole("alert").waitFor();
  assert.match(await page.locator("body").innerText(), /it broke/);
  await page.getByRole("button", { name: /Try again/ }).click();
  const progress = page.locator("#view-coalition .progress");
  await progress.getByText("about 9 s left").waitFor();
  assert.match(await progress.innerText(), /looking for groups: 1 of 4/);
  assert.equal(await progress.locator("progress").evaluate((bar) => bar.value), 0.25);
  await progress.getByRole("button", { name: "Cancel" }).click();
  await page.locator("#view-coalition").getByText("the computation was cancelled").waitFor();
  assert.deepEqual(cancelled, { number: 7 });
  await page.locator("#view-coalition").getByRole("button", { name: "Compute" }).click();
  await page.locator("#view-coalition .sets-picture .set").first().waitFor();
});

test("views of the server: axe finds nothing, at three widths, in both languages and themes", async () => {
  const { page, faults } = await tabOf(browser, { offline: false });
  const ids = ["whatif", "model", "runs", "plan", "coalition"];
  await page.goto(`${url}#lang=en`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  for (const width of [360, 1280, 1920])
    for (const lang of ["en", "ko"])
      for (const theme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        for (const id of ids) {
          await turnTo(page, `lang=${lang}&theme=${theme}&view=${id}&sets=${id === "whatif" ? encodeURIComponent("stock:daegu/chip.quantity=5") : ""}`);
          await page.locator(`#view-${id}.open h2`).waitFor();
          if (id === "whatif") await page.locator(".pairs").waitFor();
          if (id === "runs") await page.locator("#view-runs tbody tr").first().waitFor();
          await drawnWell(page, `${id} ${lang} ${theme} ${width}`);
          if (width === 1280) await axeFindsNothing(page, `${id} ${lang} ${theme}`, theme === "dark" ? ["color-contrast"] : undefined);
        }
      }
  assert.deepEqual(faults, []);
});

test("the embedded model has trade and racks, and cannot be changed", async () => {
  const { started, address } = await serving([]);
  try {
    const { page, faults } = await tabOf(browser, { offline: false });
    page.setDefaultTimeout(120_000);
    await page.goto(address + "#lang=en&view=trade");
    await page.locator("#view-trade.open .bar").first().waitFor();
    await tab(page, "Rack").click();
    await page.locator("#view-rack.open .elevation .device").first().waitFor();
    await tab(page, "What if").click();
    assert.match(await page.locator("#view-whatif").innerText(), /cannot be changed/);
    const refused = await fetch(`${address}api/edit`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    assert.equal(refused.status, 400);
    assert.deepEqual(faults, []);
  } finally {
    started.removeAllListeners("exit");
    started.kill("SIGKILL");
  }
});

test("Ctrl-C ends it, with exit code 0", async () => {
  server.removeAllListeners("exit");
  const ended = new Promise((done) => server.on("exit", (code) => done(code)));
  server.kill("SIGINT");
  assert.equal(await ended, 0);
});
