import { Alert, Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { TrainingDetail } from "@/api/types";

import { Section } from "../Section";

/** What happens with the checkpoint afterwards, where to see it, and why it did not happen. */
export function TestNote({ slug, run }: { slug: string; run: TrainingDetail }) {
  const { t } = useTranslation();
  if (run.benchmark === "") return null;
  return (
    <Section title={t("training.afterwards")}>
      <Text>
        {t(run.followed_at === null ? "training.will_be_tested" : "training.is_tested")}{" "}
        <Anchor component={Link} to={`/d/${slug}/benchmarks/${run.benchmark}`} inherit>
          <bdi>{run.benchmark}</bdi>
        </Anchor>
        {run.judge !== "" && (
          <>
            {". "}
            {t("training.judged_by")} <bdi dir="ltr">{run.judge}</bdi>
          </>
        )}
      </Text>
      {run.follow_error !== "" && (
        <Alert color="red" variant="light" mt="sm">
          <bdi>{run.follow_error}</bdi>
        </Alert>
      )}
    </Section>
  );
}
