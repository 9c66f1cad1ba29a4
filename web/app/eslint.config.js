import compat from "eslint-plugin-compat";

// What is compiled, as browsers get it: calls that a browser of ../.browserslistrc does not have
export default [compat.configs["flat/recommended"], { settings: { lintAllEsApis: true } }];
