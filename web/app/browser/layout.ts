import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { isAccessible } from "./accessible.js";

/** A narrow phone, and what 1280 px are at a zoom of 200 %. */
const NARROW = [
  { width: 375, height: 667 },
  { width: 640, height: 400 },
];

/** What sticks out of the window, is cut off, or ends in a line of a letter or two. */
export function badlyLaidOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lineWidths = (it: Element) => {
      const range = document.createRange();
      range.selectNodeContents(it);
      const lines = new Map<number, number>();
      for (const { top, width } of range.getClientRects()) {
        lines.set(Math.round(top), (lines.get(Math.round(top)) ?? 0) + width);
      }
      return [...lines.values()];
    };
    const shown = [...document.querySelectorAll("header *, main *, footer *")].filter(
      (it) => it.checkVisibility() && !it.closest("pre"),
    );
    return shown.flatMap((it) => {
      const { left, right } = it.getBoundingClientRect();
      const widths = it.matches("dt + dd, #where, #person-facts") ? lineWidths(it) : [];
      const faults = [
        (left < 0 || right > innerWidth + 1) && "sticks out",
        it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1 && "is cut off",
        widths.length > 1 && Number(widths.at(-1)) < 24 && "ends in a letter",
      ];
      return faults.filter(Boolean).map((fault) => `${it.outerHTML.slice(0, 80)} ${fault}`);
    });
  });
}

/** Fails where a state of the page does not fit a small window, or axe finds anything in it. */
export async function fitsSmallWindows(page: Page): Promise<void> {
  const usual = page.viewportSize();
  for (const size of NARROW) {
    await page.setViewportSize(size);
    assert.deepEqual(await badlyLaidOut(page), [], `${size.width} px`);
    await isAccessible(page);
  }
  if (usual) {
    await page.setViewportSize(usual);
  }
}
