import tseslint from "typescript-eslint";

/** Layers of the element: views draw state, state folds events, and none of them knows who holds it. */
const layer = (names, message) => ({ regex: `(^|/)(${names})(/|$)`, message });
const HOLDERS = layer(
  "element|define|desk|chat",
  "This layer does not know who holds it.",
);
const NETWORK = layer(
  "client|follow|secret|sse",
  "Only the holders speak to the server.",
);
const DRAWING = layer(
  "views|widgets",
  "State and network know nothing of how they are drawn.",
);
const STATE = layer("state|patch", "Events stand below the state.");
const forbid = (...patterns) => ({
  "no-restricted-imports": ["error", { patterns }],
});

/** A template is one function full of small choices: it may be longer, and branch a little more. */
const VIEW_RULES = {
  ...forbid(HOLDERS, NETWORK),
  "max-lines-per-function": ["error", { max: 120 }],
  complexity: ["error", { max: 12, variant: "modified" }],
};

export default tseslint.config(
  { ignores: ["**/dist/", "frontend/", "backend/", "node_modules/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      complexity: ["error", { max: 8, variant: "modified" }],
      "max-lines": [
        "error",
        { max: 300, skipBlankLines: true, skipComments: true },
      ],
      "max-lines-per-function": [
        "error",
        { max: 40, skipBlankLines: true, skipComments: true },
      ],
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_" },
      ],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  { files: ["element/src/{views,widgets}/**"], rules: VIEW_RULES },
  {
    files: ["element/src/{state,patch}.ts"],
    rules: forbid(HOLDERS, NETWORK, DRAWING),
  },
  {
    files: ["element/src/{events,shape,sse,problems,secret}.ts"],
    rules: forbid(HOLDERS, DRAWING, STATE),
  },
  {
    files: ["element/src/{client,follow}.ts", "element/src/chat/**"],
    rules: forbid(DRAWING),
  },
  // A table of names and drawings: long, and nothing to take apart.
  { files: ["element/src/views/icons.ts"], rules: { "max-lines": "off" } },
  {
    files: ["element/gallery/*.mjs", "element/*.mjs"],
    rules: { "no-console": "off" },
  },
  {
    files: ["element/src/**/*.test.ts", "element/src/testing/**"],
    rules: {
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": "off",
      "no-restricted-imports": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
