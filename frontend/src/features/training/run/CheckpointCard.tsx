import { Badge, Code, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ModelCheckpoint } from "@/api/types";
import { CopyButton } from "@/components/CopyButton";
import { Disclosure } from "@/components/Disclosure";
import { useNumbers } from "@/lib/numbers";

import { FactList } from "../FactList";

/** One checkpoint: its numbers, what it may be used for, and the sums of its files. */
export function CheckpointCard({ checkpoint }: { checkpoint: ModelCheckpoint }) {
  const { t } = useTranslation();
  const { count, date, decimal, size } = useNumbers();
  const { folder, system, metrics, licences, sums, removed_at: removed } = checkpoint;
  const told = Object.entries(metrics).map(([name, value]): [string, string] => [
    name === "loss" ? t("training.column_validation_loss") : name,
    value === null ? "–" : decimal(value, 4),
  ]);
  return (
    <Paper withBorder p="md" component="article">
      <Group mb="xs">
        <Title order={3} size="h4">
          <bdi dir="ltr">{folder}</bdi>
        </Title>
        {checkpoint.is_best && <Badge tt="none">{t("training.best")}</Badge>}
        {checkpoint.is_final && (
          <Badge variant="default" tt="none">
            {t("training.final")}
          </Badge>
        )}
        {removed !== null && (
          <Badge color="gray" variant="outline" tt="none">
            {t("training.removed", { date: date(removed) })}
          </Badge>
        )}
      </Group>
      <FactList
        facts={[
          [t("training.step"), count(checkpoint.step)],
          ...told,
          [t("training.size"), size(checkpoint.size_bytes)],
          [t("training.made"), date(checkpoint.created_at)],
        ]}
      />
      {removed === null && (
        <Group gap="xs" mt="sm">
          <Text size="sm">{t("training.served_as")}</Text>
          <Code dir="ltr">{system}</Code>
          <CopyButton text={system} />
        </Group>
      )}
      <Disclosure label={t("training.licences_and_sums")}>
        <FactList facts={Object.entries(licences)} />
        <Code block dir="ltr" mt="sm" tabIndex={0}>
          {Object.entries(sums)
            .map(([file, sum]) => `${sum}  ${file}`)
            .join("\n")}
        </Code>
      </Disclosure>
    </Paper>
  );
}
