import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What this page is for and what will stand here. */
  teaches: string;
  /** The button that fills the page. */
  children?: ReactNode;
}

export function EmptyState({ title, teaches, children }: Props) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text maw="40rem">{teaches}</Text>
        {children}
      </Stack>
    </Paper>
  );
}
