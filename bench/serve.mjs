#!/usr/bin/env node
// What a read of jarip serve costs, and how fast reads are while something else is computed: 1,000 a second for five seconds.
//
//   bench/serve.mjs JARIP [MODEL]        JARIP_PAGE names the built page; prints each figure beside its goal
//
// First reads one after another with nothing else to do: processor time of the server for each, by what is read (Linux's /proc counts it,
// so that other programs on the machine do not). Then the load, which is bounded: requests start on a clock, over at most 16 connections,
// as many as the server answers at once. Waiting times are those of the whole machine, which is named. Needs Node.js alone.
import { spawn } from "node:child_process";
import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const [jarip, model = "models/tiny-chain"] = process.argv.slice(2);
const [rate, seconds, alone, path] = [1000, 5, 2000, "/api/assess"];
const cache = mkdtempSync(join(tmpdir(), "jarip-bench-"));
const server = spawn(jarip, ["serve", model], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, XDG_CACHE_HOME: cache } });
const address = await new Promise((ready) => {
  let said = "";
  server.stdout.on("data", (data) => {
    const found = /http:\/\/[\d.]+:\d+/.exec((said += data));
    if (found) ready(found[0]);
  });
});
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const ask = (where) =>
  new Promise((done) => {
    const began = performance.now();
    let bytes = 0;
    const request = get(address + where, { agent }, (reply) => {
      reply.on("data", (data) => (bytes += data.length));
      reply.on("end", () => done({ ms: performance.now() - began, status: reply.statusCode, bytes }));
    });
    request.on("error", () => done({ ms: performance.now() - began, status: 0, bytes }));
  });
/** Processor time of the server, seconds: fields 14 and 15 of proc(5)'s stat, in hundredths. */
const used = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; ${model}`);
for (const what of [path, "/api/bundle", "/page.js", "/api/progress"]) {
  await ask(what); // kept from now on
  const before = used();
  let bytes = 0;
  const count = what === "/api/bundle" ? alone / 10 : alone;
  for (let at = 0; at < count; ++at) bytes = (await ask(what)).bytes;
  console.log(`${what}: ${((1e6 * (used() - before)) / count).toFixed(0)} µs of processor time a read, ${(bytes / 1000).toFixed(0)} kB`);
}

// Something that takes long meanwhile: each what-if is another simulation.
let computed = 0;
let ended = false;
const busy = (async () => {
  for (let turn = 1; !ended; ++turn, ++computed) await ask(`/api/stress?set=${encodeURIComponent(`demand:*.quantity*=${1 + turn / 1000}`)}`);
})();
const replies = [];
const began = performance.now();
for (let sent = 0; sent < rate * seconds; ) {
  const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) * rate) / 1000));
  for (; sent < due; ++sent) replies.push(ask(path));
  await new Promise((next) => setTimeout(next, 1));
}
const answers = await Promise.all(replies);
const took = (performance.now() - began) / 1000;
ended = true;
const times = answers.map((each) => each.ms).sort((a, b) => a - b);
const good = answers.filter((each) => each.status === 200).length;
console.log(`reads: ${(good / took).toFixed(0)} a second (goal: ${rate}), ${answers.length - good} refused`);
console.log(`p50 ${times[Math.floor(times.length / 2)].toFixed(1)} ms, p99 ${times[Math.floor(times.length * 0.99)].toFixed(1)} ms (goal: 20 ms)`);
await busy;
console.log(`computed meanwhile: ${computed} simulations of every scenario`);
server.kill("SIGINT");
rmSync(cache, { recursive: true, force: true });
