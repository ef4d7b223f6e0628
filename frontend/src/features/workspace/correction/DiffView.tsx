import { Box, Button, Group, Text } from "@mantine/core";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";

import type { Language } from "@/api/types";
import { DiffText } from "@/components/DiffText";

interface Props {
  before: string;
  after: string;
  language: Language;
  title: string;
  /** None where there is nothing of one's own to take back. */
  onReset?: (() => void) | undefined;
}

/** What was changed, as it is typed. */
export function DiffView({ before, after, language, title, onReset }: Props) {
  const { t } = useTranslation();
  // Typing comes first; the difference may lag a moment behind.
  const typed = useDeferredValue(after);
  if (before === typed) return null;
  return (
    <Box mt="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {title}
        </Text>
        {onReset !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={onReset}>
            {t("correction.reset")}
          </Button>
        )}
      </Group>
      <DiffText before={before} after={typed} language={language} />
    </Box>
  );
}
