// Pictures of every page for review, at three widths and in both colour schemes. Nothing may be wider than the window.
import assert from 'node:assert/strict';
import path from 'node:path';
import { PAGES, expectedOf } from './pages.mjs';
import { overflow, visit } from './visit.mjs';

const WIDTHS = [390, 768, 1440];

export const tests = Object.fromEntries(PAGES.map((row) => [`${row.name} fits windows of ${WIDTHS.join(', ')} pixels`, async ({ browser, server, screenshots }) => {
  for (const width of WIDTHS) {
    await visit(browser, { width, expected: expectedOf(row), locale: row.locale }, async (page) => {
      await page.goto(server.url(row.path));
      if (row.ready) await page.locator(row.ready).first().waitFor();
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.screenshot({ path: path.join(screenshots, `${row.name}-${scheme}-${width}.png`), fullPage: true });
      }
      assert.ok(await overflow(page) <= 0, `${row.path} is ${await overflow(page)} pixels wider than a window of ${width}`);
    });
  }
}]));
