import type { ReactNode } from "react";

import classes from "./ScrollRegion.module.css";

/** Holds what may be wider than the page; it must be reachable by keyboard to be scrolled. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={classes.scroll} role="region" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
