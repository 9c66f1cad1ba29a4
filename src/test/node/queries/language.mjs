// Microsoft's language service for Kusto, as the portal's editor has it: what is wrong with a query, and
// which columns come out of it.
import { createRequire } from "node:module";
import { tables } from "./tables.mjs";

const require = createRequire(import.meta.url);
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { Bridge, Kusto } = globalThis;
const { KustoCode, GlobalState, Symbols } = Kusto.Language;

// The constructors have these names in the generated JavaScript: of a name, a schema and a description.
const table = ([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null);
const database = new Symbols.DatabaseSymbol.ctor("logs", Object.entries(tables).map(table));
const globals = GlobalState.Default.WithDatabase(database);

/** What is wrong with the query, one sentence each, and the types of its columns by their names. */
export function analyse(query) {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const problems = Bridge.toArray(code.GetDiagnostics()).map((it) => {
    const line = query.slice(0, it.Start).split("\n").length;
    return `line ${line}: ${it.Message}`;
  });
  const columns = code.ResultType?.Columns ? Bridge.toArray(code.ResultType.Columns) : [];
  return { problems, columns: Object.fromEntries(columns.map((it) => [it.Name, it.Type.Name])) };
}
