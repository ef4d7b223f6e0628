import type { ReactNode } from "react";

import classes from "./facts.module.css";

/** Short facts side by side; those that say nothing are left out. */
export function FactList({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const told = facts.filter(([, value]) => value !== null && value !== "" && value !== undefined);
  return (
    <dl className={classes.facts}>
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
