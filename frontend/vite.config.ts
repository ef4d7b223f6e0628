import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Django owns the page: there is no index.html here. Its template reads
// dist/.vite/manifest.json and links the entry `src/main.tsx`.
export default defineConfig({
  base: "/static/app/",
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    // The content security policy allows fonts from 'self' only, so nothing is inlined as data:.
    assetsInlineLimit: 0,
    rolldownOptions: { input: "src/main.tsx" },
  },
});
