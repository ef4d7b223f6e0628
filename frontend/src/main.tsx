import "@/app/styles";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { startI18n } from "@/lib/i18n";

const root = document.getElementById("root");
if (root === null) throw new Error('The page has no element with id "root".');

// The app and the words of its interface load side by side.
const [{ App }] = await Promise.all([import("@/app/App"), startI18n()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
