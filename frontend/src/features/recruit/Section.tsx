import { Group, Stack, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface Props {
  title: string;
  lead: string;
  /** The section's main action. */
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, lead, action, children }: Props) {
  const id = useId();
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          <Text c="dimmed" maw="44rem">
            {lead}
          </Text>
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  );
}
