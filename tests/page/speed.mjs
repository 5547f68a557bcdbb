#!/usr/bin/env node
// How fast jarip serve answers what it has kept, while it computes something else: 1,000 reads a second for five seconds.
//
//   tests/page/speed.mjs JARIP [MODEL]        JARIP_PAGE names the built page; prints each figure beside its goal
//
// The load is bounded: requests start on a clock, over at most 16 connections, as many as the server answers at once to this machine. Needs Node.js alone.
import { spawn } from "node:child_process";
import { Agent, get } from "node:http";
import { performance } from "node:perf_hooks";

const [jarip, model = "models/tiny-chain"] = process.argv.slice(2);
const [rate, seconds, path] = [1000, 5, "/api/assess"];
const server = spawn(jarip, ["serve", model], { stdio: ["ignore", "pipe", "inherit"] });
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
    const request = get(address + where, { agent }, (reply) => {
      reply.on("data", () => {});
      reply.on("end", () => done({ ms: performance.now() - began, status: reply.statusCode }));
    });
    request.on("error", () => done({ ms: performance.now() - began, status: 0 }));
  });
await ask(path); // kept from now on

// Something that takes long meanwhile: each what-if is another assessment.
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
