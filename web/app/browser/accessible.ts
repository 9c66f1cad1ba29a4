import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Fails where axe finds anything, or where the page is wider than the window. */
export async function isAccessible(page: Page): Promise<void> {
  // Chromium runs this in the tester's name, which the page's policy does not bind
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(found, []);
  assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    "nothing sticks out at the side",
  );
}
