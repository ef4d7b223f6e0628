import { Alert, Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { TrainingDetail } from "@/api/types";
import { Section } from "@/components/Section";

/** What happens with the checkpoint afterwards, where to see it, and why it did not happen. */
export function TestNote({ slug, run }: { slug: string; run: TrainingDetail }) {
  const { t } = useTranslation();
  const { comparison } = run.followed;
  if (run.benchmark === "") return null;
  return (
    <Section title={t("training.afterwards")}>
      <Text>
        {t(`training.${standingOf(run)}`)}{" "}
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
      {typeof comparison === "number" && (
        <Text mt="xs">
          <Anchor
            component={Link}
            to={`/d/${slug}/benchmarks/${run.benchmark}/comparisons/${comparison}`}
            inherit
          >
            {t("training.read_comparison")}
          </Anchor>
        </Text>
      )}
      {run.follow_error !== "" && (
        <Alert color="red" variant="light" mt="sm">
          <bdi>{run.follow_error}</bdi>
        </Alert>
      )}
    </Section>
  );
}

function standingOf({ state, followed_at: ended, follow_error: problem }: TrainingDetail) {
  if (problem !== "") return "could_not_be_tested";
  if (ended !== null) return "was_tested";
  return state === "succeeded" ? "being_tested" : "will_be_tested";
}
