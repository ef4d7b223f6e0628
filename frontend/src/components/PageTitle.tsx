import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  lead?: string | undefined;
  children?: ReactNode;
}

/** The page's heading, also the browser tab's, with the page's main action beside it. */
export function PageTitle({ title, lead, children }: Props) {
  return (
    <Group justify="space-between" align="flex-end" mb="lg">
      <title>{`${title} · MultiSpeech Studio`}</title>
      <div>
        <Title order={1}>{title}</Title>
        {lead !== undefined && lead !== "" && (
          <Text c="dimmed" maw="44rem" style={{ textWrap: "pretty" }}>
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Group>
  );
}
