import type { Warning } from "@/api/types";

import classes from "./Warnings.module.css";

/** What the automatic checks noticed, as sentences beside the field they are about. */
export function Warnings({ id, warnings }: { id: string; warnings: Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul id={id} className={classes.list}>
      {warnings.map((warning) => (
        <li key={warning.name} dir="auto">
          {warning.message}
        </li>
      ))}
    </ul>
  );
}
