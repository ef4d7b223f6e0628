import { Code, Group } from "@mantine/core";

import { CopyButton } from "@/components/CopyButton";

import classes from "./CopyLine.module.css";

/** An address to take elsewhere, with the button that copies it. */
export function CopyLine({ text }: { text: string }) {
  return (
    <Group wrap="nowrap" align="flex-start">
      <Code dir="ltr" className={classes.text ?? ""}>
        {text}
      </Code>
      <CopyButton text={text} />
    </Group>
  );
}
