import type { Step } from "../exchangeSteps.js";
import { byId, element } from "./elements.js";

/** Shows the steps of an exchange with their times. */
export function showSteps(steps: readonly Step[], exchanging: boolean): void {
  const rows = steps.map(({ party, what, milliseconds, failed }) => {
    const row = element("li", "");
    row.className = failed ? "failed" : "";
    row.append(element("b", party), element("span", written(milliseconds)), element("span", what));
    return row;
  });
  if (exchanging) {
    const row = element("li", "");
    row.className = "running";
    row.append(element("b", "In progress"));
    rows.push(row);
  }
  byId("steps").replaceChildren(...rows);
}

function written(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.max(1, Math.round(milliseconds))} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
