import { Button } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";

/** A button that shows and hides what stands below it; hidden, that is not there at all. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const region = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        mt="xs"
        variant="subtle"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      <div id={region}>{open && children}</div>
    </>
  );
}
