// Holds every query of the documents and of the alerts to Microsoft's language service. ALERTS names a
// snapshot of the template that has the alerts, as Bicep works it out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { blocksOf, pages, queriesOf } from "./documents.mjs";
import { analyse } from "./language.mjs";

// What each alert measures, and what its mail names: a column, with its type.
const measured = {
  "to-be-mended": ["requests:long", "code:string"],
  unavailable: ["requests:long", "code:string"],
  warnings: [null, "about:string"],
  "says-not-ready": ["requests:long", "lacks:string"],
  errors: ["share:real", "code:string"],
  "nobody-gets-a-token": ["asked:long", "code:string"],
  slow: ["percentile_ms_95:long", null],
  "no-function-runs": ["asked:real", null],
  "daily-cap": [null, null],
};

for (const page of pages) {
  const queries = queriesOf(page);
  test(`every block of docs/${page} is read`, () => {
    const starts = new Set(queries.map((it) => it.where));
    assert.ok(
      starts.size >= blocksOf(page),
      `${blocksOf(page)} blocks, read: ${[...starts].join(", ")}`,
    );
  });
  for (const { where, query } of queries) {
    test(`the query at ${where} compiles`, () => assert.deepEqual(analyse(query).problems, []));
  }
}

test("the pages for operators have their queries", () => {
  const read = pages.filter((page) => queriesOf(page).length > 0);
  assert.deepEqual(read, ["audit.md", "operations.md", "troubleshooting.md"]);
  assert.ok(read.flatMap(queriesOf).length >= 19);
});

const wrong = {
  "a column that is not there": [
    "traces | where mesage == ''",
    "'mesage' does not refer to any known column",
  ],
  "a table that is not there": ["trace | count", "'trace' does not refer to any known"],
  "a function that is not there": [
    "traces | extend x = tostrng(message)",
    "'tostrng' does not refer to any known",
  ],
  "a text that is added up": ["traces | summarize sum(message)", "must be summable"],
  "a line that is cut off": ["traces | where", "Missing expression"],
  "a column that a projection left out": [
    "traces | project message | where timestamp > ago(1d)",
    "'timestamp' does not refer",
  ],
};
for (const [name, [query, reason]] of Object.entries(wrong)) {
  test(`${name} is found`, () => {
    const { problems } = analyse(query);
    assert.equal(problems.length, 1, problems.join(" "));
    assert.ok(problems[0].includes(reason), problems[0]);
  });
}

const alerts = process.env.ALERTS ? alertsOf(process.env.ALERTS) : [];
test("every alert is looked at", { skip: !process.env.ALERTS && "no snapshot has them" }, () => {
  assert.deepEqual(alerts.map((it) => it.name).sort(), Object.keys(measured).sort());
});
for (const { name, query, timeAggregation, metricMeasureColumn, dimensions } of alerts) {
  const { problems, columns } = analyse(query);
  const typed = (column) => (column ? `${column}:${columns[column]}` : null);
  test(`the query of ${name} compiles`, () => assert.deepEqual(problems, []));
  test(`${name} measures a number, and names a text`, () => {
    assert.deepEqual([typed(metricMeasureColumn), typed(dimensions[0]?.name)], measured[name]);
    assert.ok(dimensions.length <= 1);
  });
  test(`${name} counts rows where it measures no column`, () =>
    assert.equal(metricMeasureColumn === null, timeAggregation === "Count"));
}

function alertsOf(snapshot) {
  const prefix = /^alert-broker-[a-z0-9]+-/;
  return JSON.parse(readFileSync(snapshot, "utf8"))
    .predictedResources.filter((it) => it.type === "Microsoft.Insights/scheduledQueryRules")
    .map((it) => ({ ...it.properties.criteria.allOf[0], name: it.name.replace(prefix, "") }));
}
