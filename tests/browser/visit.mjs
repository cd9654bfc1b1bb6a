// A visit: a browser context that notes whatever a page does wrong, and fails the test for it in the end.
import { createRequire } from 'node:module';
import path from 'node:path';

// The packages lie in the build folder, where imports do not look.
const require = createRequire(path.join(path.resolve(process.env.BROWSER_PACKAGES), 'package.json'));
const { chromium } = require('playwright-core');
export const axeSource = require('axe-core').source;

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  // Root has no sandbox; a container may have only 64 MB of shared memory.
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});

const DEFAULTS = { script: true, scheme: 'light', width: 1280, height: 900 };

// Runs use(page, context) in a context of its own.
//   script, scheme, width, height, locale   of the browser
//   hosts     origins beside those of the page's first address that may be asked for something
//   expected  patterns of faults that belong to the test
export async function visit(browser, options, use) {
  const { script, scheme, width, height, locale = 'en-GB', hosts = [], expected = [], init } = { ...DEFAULTS, ...options };
  const context = await browser.newContext({
    javaScriptEnabled: script, colorScheme: scheme, viewport: { width, height }, locale, reducedMotion: 'reduce', acceptDownloads: false,
  });
  context.setDefaultTimeout(8000);
  const faults = [];
  const allowed = new Set(hosts);
  const note = (fault) => { if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault); };
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  if (init) await context.addInitScript(init);
  context.on('page', (page) => watch(page, note, allowed));
  let failure;
  try {
    const page = await context.newPage();
    await use(page, context);
  } catch (error) {
    failure = error;
  } finally {
    await context.close();
  }
  // What the page did wrong is often why it did not come to what was waited for.
  const wrong = faults.length ? `the page did what it must not:\n      ${[...new Set(faults)].join('\n      ')}` : '';
  if (failure && wrong) failure.stack += `\n    ${wrong}`;
  if (failure) throw failure;
  if (wrong) throw new Error(wrong);
}

function watch(page, note, allowed) {
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) note(`console: ${message.text()} (${message.location().url})`); });
  page.on('pageerror', (error) => note(`error: ${error.stack || error}`));
  page.on('dialog', (dialog) => { note(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!/^https?:$/.test(url.protocol)) return;
    if (!allowed.size) allowed.add(url.origin);
    if (!allowed.has(url.origin)) note(`another host was asked: ${request.url()}`);
  });
  // A request that the page itself gave up, or that a navigation ended, is none that failed.
  page.on('requestfailed', (request) => { if (request.failure()?.errorText !== 'net::ERR_ABORTED') note(`request failed: ${request.url()} ${request.failure()?.errorText}`); });
  page.on('response', (response) => { if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`); });
}

// What axe-core finds wrong by WCAG 2.2 AA and by its own best practices, each with the element.
export async function violations(page) {
  // evaluate() is not held to the page's policy.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations);
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ').trim()}`));
}

// Contents that reach beyond the window's width.
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
