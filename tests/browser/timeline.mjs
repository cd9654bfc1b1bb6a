// The timeline above the results.
import assert from 'node:assert/strict';
import { visit } from './visit.mjs';

const open = (path, use, options = {}) => ({ browser, server }) => visit(browser, options, async (page) => {
  await page.goto(server.url(path));
  await use(page, server);
});

export const tests = {
  'A click on a bar narrows the search to its time': open('/search?q=strike', async (page) => {
    const bar = page.locator('.timeline a[data-from="1912"]');
    const box = await bar.locator('.reach').boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 4);
    await page.waitForURL(/from=1912/);
    await page.waitForFunction(() => [...document.querySelectorAll('.hit time')].every((time) => time.dateTime.startsWith('1912')));
    assert.ok(await page.locator('.hit').count() > 0);
  }),

  'Dragging over bars narrows the search to their range, and Back takes that back': open('/search?q=strike', async (page) => {
    const middle = async (year) => {
      const box = await page.locator(`.timeline a[data-from="${year}"] .reach`).boundingBox();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const [from, to] = [await middle(1887), await middle(1912)];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move((from[0] + to[0]) / 2, from[1], { steps: 4 });
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=1887&to=1912/);
    await page.locator('.chip').first().waitFor();
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('from='));
    await page.locator('.chip').first().waitFor({ state: 'detached' });
  }),

  'By keyboard, arrows say the bars, Shift marks a range, Enter takes it': open('/search?q=strike', async (page) => {
    const section = page.locator('[data-timeline]');
    await section.focus();
    await page.keyboard.press('ArrowRight');
    const first = await section.locator('.said').textContent();
    assert.match(first, /^\d{4}: \d+ of \d+ articles? \(\d+%\)$/);
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await section.locator('.said').textContent(), first);
    await page.keyboard.press('Shift+ArrowRight');
    assert.match(await section.locator('.said').textContent(), /^\d{4} – \d{4}$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=\d{4}&to=\d{4}/);
    await page.locator('.chip').first().waitFor();
  }),

  'The table says the same as the API': open('/search?q=strike', async (page, server) => {
    const { buckets } = await server.json('/v1/timeline?q=strike');
    await page.getByText('As a table').click();
    const rows = await page.locator('.as-table tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    const wanted = buckets.filter(({ count }) => count > 0).map(({ start, count, total }) => [start.slice(0, 4), String(count), String(total)]);
    assert.deepEqual(rows.map((row) => row.slice(0, 3)), wanted);
  }),

  'The front page draws the whole archive': open('/', async (page) => {
    assert.ok(await page.locator('.timeline .bar').count() > 10);
  }),
};
