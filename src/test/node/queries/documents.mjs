// The queries that the documents tell people to paste.
import { readFileSync, readdirSync } from "node:fs";
import { tables } from "./tables.mjs";

const root = new URL("../../../../", import.meta.url);
const events = readFileSync(new URL("infra/modules/events.kql", root), "utf8");

/** Every query of a page: blocks, each of which may have several after lines of comment, and lines. */
export function queriesOf(page) {
  const text = readFileSync(new URL(`docs/${page}`, root), "utf8");
  const found = [];
  const lineOf = (index) => `docs/${page}:${text.slice(0, index).split("\n").length}`;
  for (const block of text.matchAll(/^ *```kusto\n([^]*?)^ *```/gm)) {
    for (const query of block[1].split(/^ *\/\/.*\n/m).filter((it) => it.trim())) {
      found.push({ where: lineOf(text.indexOf(query, block.index)), query: whole(query) });
    }
  }
  const tableNames = Object.keys(tables).join("|");
  const inLine = new RegExp(
    `\`((?:union (?:${tableNames})|${tableNames}|events)\\b[^\`\\n]*\\|[^\`\\n]*)\``,
    "g",
  );
  for (const line of text.matchAll(inLine)) {
    found.push({ where: lineOf(line.index), query: whole(line[1].replaceAll("\\|", "|")) });
  }
  return found;
}

/** As it is pasted: the definition of events before what reads them, and a reader after it alone. */
function whole(query) {
  if (/^ *let events\b/.test(query)) {
    return query.trimEnd().endsWith(";") ? `${query}events` : query;
  }
  return /\bevents\b/.test(query) ? events + query : query;
}

/** How many blocks the pages have that call themselves Kusto, however they are written. */
export function blocksOf(page) {
  return readFileSync(new URL(`docs/${page}`, root), "utf8").split(/```\s*kusto/i).length - 1;
}

export const pages = readdirSync(new URL("docs/", root)).filter((it) => it.endsWith(".md"));
