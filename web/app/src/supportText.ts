import type { Refusal } from "./refusal.js";

/** Names no person: claims and what was found in them are left out. */
const TELLING = [
  "HTTP status",
  "Code of ACS",
  "Correlation id",
  "Entra's number",
  "Correlation id at Entra",
];

/** What whoever helps has to know of a refusal: nothing in it is a token, or says who somebody is. */
export function supportText({ code, title, details }: Refusal, time: Date, page: string): string {
  return [
    ["What happened", title],
    ["Code", code],
    ...details.filter(([name]) => TELLING.includes(name)),
    ["Time", time.toISOString()],
    // What stands behind the path may be somebody's
    ["Page", page.replace(/[?#].*$/s, "")],
  ]
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
