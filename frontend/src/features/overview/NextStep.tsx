import { Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useNumbers } from "@/lib/numbers";

import { STEPS, type Stage } from "./stages";

interface Props {
  slug: string;
  stage: Stage;
}

/** The one thing to do now. */
export function NextStep({ slug, stage }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { name, waiting } = stage;
  const step = STEPS.find((one) => one === name);
  if (step === undefined) return null;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="sm">
        <Text fw={600}>
          {t(`overview.step_${step}`, { count: waiting, written: count(waiting) })}
        </Text>
        <Button component={Link} to={`/d/${slug}${stage.path}`}>
          {t(`overview.next_${name}`)}
        </Button>
      </Group>
    </Paper>
  );
}
