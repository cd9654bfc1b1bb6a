// Runs the browser tests: node run.mjs INDEXER SERVER FOLDER [NAME…]
//   FOLDER   in the build: archives, logs, screenshots
//   NAME     only tests of files whose name contains it
// A test file exports `tests`: an object of sentences and functions (world) => Promise. world: {browser, server, hostile, screenshots, …}.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from './server.mjs';
import { launch } from './visit.mjs';
import { writeHostileArchive } from './hostile_archive.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const NO_TESTS = ['run.mjs', 'server.mjs', 'visit.mjs', 'pages.mjs', 'hostile_archive.mjs', 'other_site.mjs'];
const AT_ONCE = 2;
const [indexer, program, folder, ...names] = process.argv.slice(2);

async function makeWorld() {
  const scratch = path.join(folder, 'archives');
  const screenshots = path.join(folder, 'screenshots');
  for (const directory of [scratch, screenshots]) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }
  const start = (name, inputs, settings) => Server.start({ indexer, server: program, scratch, name, inputs, settings });
  const hostileFile = path.join(scratch, 'hostile.jsonl');
  writeHostileArchive(hostileFile);
  const sample = [path.join(HERE, '..', 'sample-archive')];
  const [server, hostile] = await Promise.all([
    start('sample', sample, ['--name', 'The Marlow Bay Archive', '--cors-origins', '*']),
    start('hostile', [hostileFile], ['--name', 'A <b>"bold"</b> & \'hostile\' archive', '--cors-origins', '*']),
  ]);
  const closed = await start('sample', null, ['--name', 'Closed to other sites']);
  return { browser: await launch(), server, hostile, closed, screenshots, scratch, program, start };
}

async function gather() {
  const all = [];
  for (const file of readdirSync(HERE).sort()) {
    if (!file.endsWith('.mjs') || NO_TESTS.includes(file)) continue;
    if (names.length && !names.some((name) => file.includes(name))) continue;
    const { tests } = await import(`./${file}`);
    all.push(...Object.entries(tests).map(([sentence, test]) => ({ sentence: `${file}: ${sentence}`, test })));
  }
  return all;
}

async function main() {
  const waiting = await gather();
  const count = waiting.length;
  const world = await makeWorld();
  const failures = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begun = Date.now();
      try { await next.test(world); } catch (error) { failures.push(`${next.sentence}\n    ${error.stack || error}`); }
      if (process.env.TIMES) console.log(`${String(Date.now() - begun).padStart(6)} ms  ${next.sentence}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await world.browser.close();
  for (const server of [world.server, world.hostile, world.closed]) await server.stop().catch((error) => failures.push(error.message));
  if (failures.length) console.log(failures.join('\n'));
  console.log(`${count} browser tests, ${failures.length} failed; screenshots: ${world.screenshots}`);
  return failures.length ? 1 : 0;
}

// What a test that failed was still waiting for.
process.on('unhandledRejection', () => {});
main().then((status) => process.exit(status), (error) => { console.error(error); process.exit(1); });
