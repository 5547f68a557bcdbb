// The same read and groupings by DuckDB, with its Node client: duckdb_year.mjs THREADS exact|numbers FILE.csv
// Prints one line of JSON.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [threads, types, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${process.env.BENCH_MODULES ?? '.'}/`));
const { DuckDBInstance } = require('@duckdb/node-api');

// exact: codes as text, values as decimals, as jarip has them; numbers: what reads fastest.
const columns = {
    exact: "{'t': 'SMALLINT', 'i': 'SMALLINT', 'j': 'SMALLINT', 'k': 'VARCHAR', 'v': 'DECIMAL(18,3)', 'q': 'DOUBLE'}",
    numbers: "{'t': 'SMALLINT', 'i': 'SMALLINT', 'j': 'SMALLINT', 'k': 'INTEGER', 'v': 'DOUBLE', 'q': 'DOUBLE'}",
}[types];

const database = await DuckDBInstance.create(':memory:', { threads });
const connection = await database.connect();
const processorSeconds = (since) => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1e6;
};
const beginUsage = process.cpuUsage();
const begin = performance.now();
await connection.run(
    `create table year as select * from read_csv('${file}', header = true, nullstr = ['NA', '          NA'], columns = ${columns})`);
const read = performance.now();
const readCpu = processorSeconds(beginUsage);
const groups = [];
for (const by of ['i', 'k', 'i, k']) {
    const answer = await connection.runAndReadAll(
        `select count(*) as groups, sum(value) as total from (select ${by}, sum(v) as value from year group by ${by})`);
    groups.push(answer.getRowObjectsJson()[0]);
}
const end = performance.now();
console.log(JSON.stringify({
    system: `duckdb ${types}`,
    read: (read - begin) / 1e3,
    group: (end - read) / 1e3,
    read_cpu: readCpu,
    whole_cpu: processorSeconds(beginUsage),
    peak_mb: process.resourceUsage().maxRSS * 1024 / 1e6,
    exporters: Number(groups[0].groups),
    products: Number(groups[1].groups),
    cells: Number(groups[2].groups),
    total: Number(groups[2].total),
}));
