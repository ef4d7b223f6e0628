import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useStartJob } from "@/api/start-job";
import type { Job } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";

interface Props {
  slug: string;
  order: { benchmark: string; system: string };
  running: Job | undefined;
  begun: boolean;
  /** It answered everything. */
  done: boolean;
}

/** Has a system answer what it has not answered yet. */
export function AskButton({ slug, order, running, begun, done }: Props) {
  const { t } = useTranslation();
  const { start, job, error, isPending } = useStartJob(slug);
  if (running !== undefined)
    return (
      <Anchor component={Link} to={`/d/${slug}/jobs/${running.id}`} underline="always">
        {t("benchmarks.asking")}
      </Anchor>
    );
  if (done) return t("benchmarks.asked");
  return (
    <>
      <Button
        size="compact-md"
        loading={isPending}
        aria-label={t(begun ? "benchmarks.ask_rest_of" : "benchmarks.ask_of", order)}
        onClick={() => start({ kind: "evaluate", parameters: order, priority: 0 })}
      >
        {t(begun ? "benchmarks.ask_rest" : "benchmarks.ask")}
      </Button>
      <ErrorNote error={error} />
      <JobNote slug={slug} job={job}>
        {t("benchmarks.asking")}
      </JobNote>
    </>
  );
}
