import { Group, Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { AwaitingReview } from "@/components/AwaitingReview";

import classes from "./Landing.module.css";

interface Props {
  title: string;
  /** Language and look of the interface; they belong to the app. */
  controls: ReactNode;
  children: ReactNode;
}

/** The frame of a page that people open before they are signed in. */
export function Landing({ title, controls, children }: Props) {
  return (
    <>
      <main className={classes.page}>
        <title>{`${title} · MultiSpeech Studio`}</title>
        <Group justify="center">{controls}</Group>
        <Paper withBorder p="xl" radius="md" className={classes.card}>
          <Stack>
            <Title order={1} size="h2">
              {title}
            </Title>
            {children}
          </Stack>
        </Paper>
      </main>
      <AwaitingReview />
    </>
  );
}
