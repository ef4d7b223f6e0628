import { Paper, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
}

export function Section({ title, lead, children }: Props) {
  const id = useId();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="xs">
        {title}
      </Title>
      {lead !== undefined && (
        <Text c="dimmed" maw="44rem" mb="sm">
          {lead}
        </Text>
      )}
      {children}
    </Paper>
  );
}
