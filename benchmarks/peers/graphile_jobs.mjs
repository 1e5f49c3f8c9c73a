// Jobs through graphile-worker: enqueues in batches while a worker runs, and prints how many a
// second were done. As fast as its documentation tells to set it up.
//
//   node graphile_jobs.mjs JOBS ROUNDS

import { makeWorkerUtils, run } from "graphile-worker";

const jobs = Number(process.argv[2]);
const rounds = Number(process.argv[3]);
const connectionString = process.env.GRAPHILE_URL;
const silent = { scope: () => silent, error: console.error, warn() {}, info() {}, debug() {} };

let done = 0;
let finished = () => {};
const utils = await makeWorkerUtils({ connectionString, logger: silent });
await utils.migrate();
const runner = await run({
  connectionString,
  logger: silent,
  noHandleSignals: true,
  concurrency: 24,
  pollInterval: 100,
  maxPoolSize: 10,
  preset: {
    worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
  },
  taskList: { nothing: () => void (++done === jobs && finished()) },
});

async function measure() {
  done = 0;
  const all = new Promise((resolve) => (finished = resolve));
  const start = process.hrtime.bigint();
  for (let i = 0; i < jobs; i += 1000)
    await utils.addJobs(
      Array.from({ length: Math.min(1000, jobs - i) }, () => ({
        identifier: "nothing",
        payload: { n: 1 },
      })),
    );
  await all;
  return (jobs * 1e9) / Number(process.hrtime.bigint() - start);
}

const rates = [];
for (let i = 0; i < rounds; ++i) rates.push(await measure());
rates.sort((a, b) => a - b);
console.log(JSON.stringify({ done_per_second: rates[rates.length >> 1] }));
await runner.stop();
await utils.release();
process.exit(0);
