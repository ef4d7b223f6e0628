import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { ErrorNote } from "@/components/ErrorNote";
import { isToldByFields } from "@/lib/problems";

import classes from "./EstimateNote.module.css";

interface Props {
  /** What the button will do, in a sentence; none while that can't be said. */
  does: string | undefined;
  /** Why it can't be pressed as things stand; none where it can. */
  why: string | undefined;
  error: Error | null;
  /** Asks again what it will do, where that could not be read. */
  onRetry?: (() => void) | undefined;
  /** Names of the fields that show their own problems. */
  shown: readonly string[];
  /** On the button. */
  label: string;
  pending: boolean;
  children?: ReactNode;
}

/** The end of a form that starts what is no job: what it will do, what is against it, the button. */
export function StartFoot({ does, why, error, onRetry, shown, label, pending, ...rest }: Props) {
  return (
    <>
      <div className={classes.note} aria-live="polite">
        {does !== undefined && <Text fw={600}>{does}</Text>}
        {why !== undefined && <Text size="sm">{why}</Text>}
      </div>
      <ErrorNote error={isToldByFields(error, shown) ? null : error} onRetry={onRetry} />
      <Group role="status">
        <Button type="submit" loading={pending} disabled={why !== undefined}>
          {label}
        </Button>
        {rest.children}
      </Group>
    </>
  );
}
