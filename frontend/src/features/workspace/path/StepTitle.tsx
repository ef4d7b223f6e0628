import { Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";

import classes from "./path.module.css";

interface Props {
  title: string;
  lead?: string;
}

/** A screen's heading. It takes the focus, so that who hears the page knows that it changed. */
export function StepTitle({ title, lead }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div>
      <title>{`${title} · MultiSpeech Studio`}</title>
      <Title order={1} ref={heading} tabIndex={-1} className={classes.title ?? ""}>
        {title}
      </Title>
      {lead !== undefined && (
        <Text mt="xs" className={classes.lead ?? ""}>
          {lead}
        </Text>
      )}
    </div>
  );
}
