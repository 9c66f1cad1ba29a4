import { createRequire } from "node:module";
import { promisedBrowsers } from "./promisedBrowsers.js";

const { api, javascript } = createRequire(import.meta.resolve("eslint-plugin-compat"))(
  "@mdn/browser-compat-data",
);
// As MDN calls those of the list
const AT_MDN = { chrome: "chrome", edge: "edge", firefox: "firefox", safari: "safari" };
Object.assign(AT_MDN, { ios_saf: "safari_ios" });

/**
 * Finds calls of the kind `URL.canParse` that a promised browser lacks: eslint-plugin-compat knows
 * those of before 2023 alone, MDN's data, which it brings along, all.
 */
export const staticCalls = {
  meta: { type: "problem", messages: { missing: "{{call}} is not in {{browsers}}" } },
  create: (context) => ({
    MemberExpression(node) {
      const call = `${node.object.name}.${node.property.name}`;
      const isGlobal = !context.sourceCode
        .getScope(node)
        .references.find((it) => it.identifier === node.object)?.resolved?.defs.length;
      const browsers =
        isGlobal && !node.computed ? lacking(node.object.name, node.property.name) : "";
      if (browsers) {
        context.report({ node, messageId: "missing", data: { call, browsers } });
      }
    },
  }),
};

/** The promised browsers that lack it, in words. */
export function lacking(owner, name) {
  const known = api[owner]?.[`${name}_static`] ?? javascript.builtins[owner]?.[name];
  const support = known?.__compat?.support;
  return [...promisedBrowsers()]
    .filter(([browser, oldest]) => support && !(addedIn(support[AT_MDN[browser]]) <= oldest))
    .map(([browser, oldest]) => `${browser} ${oldest}`)
    .join(", ");
}

/** The first version that has it for everybody; what is no number is later than all. */
function addedIn(support) {
  const plain = [support]
    .flat()
    .find((it) => it && !it.flags && !it.prefix && !it.alternative_name);
  return plain?.version_removed ? NaN : Number(String(plain?.version_added).replace("≤", ""));
}
