import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/generated"] },
  ...tseslint.configs.recommended,
  { rules: { "max-lines": ["error", 300] } },
);
