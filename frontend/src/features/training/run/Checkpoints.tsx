import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ModelCheckpoint } from "@/api/types";
import { Section } from "@/components/Section";

import { CheckpointCard } from "./CheckpointCard";

interface Props {
  slug: string;
  checkpoints: ModelCheckpoint[];
  /** None is kept after a validation, as there is none. */
  unvalidated: boolean;
}

/** What the training left, the best first where one is known. */
export function Checkpoints({ slug, checkpoints, unvalidated }: Props) {
  const { t } = useTranslation();
  const rows = checkpoints.toSorted(
    (one, other) => Number(other.is_best) - Number(one.is_best) || other.step - one.step,
  );
  return (
    <Section title={t("training.checkpoints")} lead={t("training.checkpoints_lead")}>
      <Stack>
        {rows.length === 0 && (
          <Text>{t(unvalidated ? "training.no_checkpoint_yet" : "training.no_checkpoint")}</Text>
        )}
        {rows.map((checkpoint) => (
          <CheckpointCard key={checkpoint.folder} checkpoint={checkpoint} />
        ))}
        {rows.some(({ removed_at }) => removed_at === null) && (
          <Text size="sm">
            {t("training.test_it")}{" "}
            <Anchor component={Link} to={`/d/${slug}/benchmarks`} inherit underline="always">
              {t("training.to_benchmarks")}
            </Anchor>
          </Text>
        )}
      </Stack>
    </Section>
  );
}
