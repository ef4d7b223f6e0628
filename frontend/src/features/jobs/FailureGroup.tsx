import { Code, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { Boundary } from "@/components/Boundary";
import { useNumbers } from "@/lib/numbers";

import { FailureRows } from "./FailureRows";

/** These stand for a whole batch or the whole job: there are no rows to open. */
const WITHOUT_ROWS = ["batch_error", "job_error"];

interface Props {
  slug: string;
  job: Job;
  group: Job["progress"]["errors"][number];
}

export function FailureGroup({ slug, job, group }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const [opened, setOpened] = useState(false);
  return (
    <Paper withBorder p="md">
      <Text>
        {t("jobs.cause", { count: group.count, written: count(group.count) })}{" "}
        <bdi>
          <strong>{group.error}</strong>
        </bdi>
      </Text>
      <Code block mt="xs" tabIndex={0}>
        {group.example}
      </Code>
      {!WITHOUT_ROWS.includes(group.error) && (
        <details onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{t("jobs.show_rows")}</summary>
          {opened && (
            <Boundary>
              <FailureRows slug={slug} job={job} code={group.error} />
            </Boundary>
          )}
        </details>
      )}
    </Paper>
  );
}
