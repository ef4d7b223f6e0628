import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Place } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";

interface Props {
  language: string;
  steps: Place["step"][];
  step: Place["step"];
  children: ReactNode;
}

/** The way back, the language, and how many steps lie before the first clip. */
export function PathFrame({ language, steps, step, children }: Props) {
  const { t } = useTranslation();
  const index = steps.indexOf(step);
  const position = t("path.step", { number: index + 1, total: steps.length });
  return (
    <Stack gap="md" maw="40rem" mx="auto">
      <div>
        <Group justify="space-between" mb={4}>
          <Anchor component={Link} to="/">
            {t("desk.back")}
          </Anchor>
          <Text fw={600}>
            <LanguageName code={language} />
          </Text>
        </Group>
        {index >= 0 && (
          <>
            <Progress value={(100 * index) / steps.length} aria-label={position} />
            <Text size="sm" mt={4}>
              {position}
            </Text>
          </>
        )}
      </div>
      {children}
    </Stack>
  );
}
