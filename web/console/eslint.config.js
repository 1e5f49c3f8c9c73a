import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "public"] },
  ...tseslint.configs.recommended,
  hooks.configs.flat["recommended-latest"],
  {
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "parseFloat", message: "Amounts are decimal strings; use format/decimal.ts." },
      ],
      "max-lines": ["error", 220],
    },
  },
);
