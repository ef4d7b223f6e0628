import { readdirSync } from "node:fs";

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = readdirSync(`${import.meta.dirname}/src/features`);

/** Imports run one way: app -> features -> shared (api, components, lib). */
function forbid(files, group, message) {
  return {
    files,
    rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
  };
}

const boundaries = [
  forbid(
    ["src/{api,components,lib,locales}/**"],
    ["@/app/*", "@/features/*"],
    "Shared code may not import the app or a feature.",
  ),
  ...features.map((name) =>
    forbid(
      [`src/features/${name}/**`],
      ["@/app/*", "@/features/*", `!@/features/${name}`],
      "A feature imports shared code only, and its own files by relative path.",
    ),
  ),
];

export default tseslint.config(
  // The script that packs is plain Node, whose types are no dependency here.
  { ignores: ["dist/", "src/api/schema.d.ts", "compress.mjs"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "max-lines": ["error", { max: 150, skipBlankLines: true, skipComments: true }],
      // Handlers are often one-line calls whose result nobody reads.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/api/client.ts"],
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Use api/client.ts." }],
    },
  },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
  ...boundaries,
);
