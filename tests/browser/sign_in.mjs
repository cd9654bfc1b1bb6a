// An archive that is read with a key: signing in and out in the browser, and what a box on another site says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { otherSite } from './other_site.mjs';
import { visit } from './visit.mjs';

export const tests = {
  'A reader signs in with a key, comes to where he wanted to go, reads, and signs out': async ({ browser, start, scratch, program }) => {
    const keys = path.join(scratch, 'keys');
    const key = execFileSync(program, ['key', 'add', '--keys-file', keys, '--scope', 'read', 'reader'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
    const server = await start('sample', null, ['--require-key', '--keys-file', keys, '--cors-origins', '*']);
    try {
      for (const script of [true, false]) {
        await visit(browser, { script, expected: [/status(?: of)? 40[13]/] }, async (page, context) => {
          await page.goto(server.url('/search?q=lighthouse'));
          assert.equal(new URL(page.url()).pathname, '/sign-in');
          await page.locator('#key').fill('nonsense');
          await page.locator('#key').press('Enter');
          await page.getByRole('alert').waitFor();
          await page.locator('#key').fill(key);
          await page.locator('#key').press('Enter');
          await page.locator('.hit').first().waitFor();
          assert.equal(new URL(page.url()).searchParams.get('q'), 'lighthouse');
          const [cookie] = await context.cookies();
          assert.equal(cookie.httpOnly && cookie.sameSite === 'Lax', true);
          await page.getByRole('link', { name: 'Sign out' }).click();
          await page.getByRole('button', { name: 'Sign out' }).click();
          await page.goto(server.url('/search?q=lighthouse'));
          assert.equal(new URL(page.url()).pathname, '/sign-in');
        });
      }
      const site = await otherSite(server.address, '<script src="{archive}/embed.js"></script><backfile-search q="lighthouse"></backfile-search>');
      await visit(browser, { hosts: [site.origin, server.address], expected: [/status(?: of)? 401/] }, async (page) => {
        await page.goto(site.url);
        await page.getByText('This archive is read with a key.').waitFor();
        await page.getByRole('link', { name: 'Search in the archive itself' }).waitFor();
      });
      await site.close();
    } finally {
      await server.stop();
    }
  },
};
