import compat from "eslint-plugin-compat";
import { staticCalls } from "./scripts/staticCalls.js";

// Over what is compiled, as browsers get it: nothing that a browser of ../.browserslistrc lacks
export default [
  compat.configs["flat/recommended"],
  {
    settings: { lintAllEsApis: true },
    plugins: { promised: { rules: { "static-calls": staticCalls } } },
    rules: { "promised/static-calls": "error" },
  },
];
