import { Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { JobFoot } from "@/components/starting/JobFoot";
import { useJobForm } from "@/components/starting/use-job-form";
import { useNumbers } from "@/lib/numbers";

interface Props {
  slug: string;
  benchmark: string;
  system: { name: string; engine: string };
  /** How many items it answered. */
  answered: number;
}

/** Starts the job in which a system answers what it has not answered yet. */
export function AskForm({ slug, benchmark, system: { name, engine }, answered }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  // Answers come in while one looks; what was told before the button was pressed stays.
  const [before] = useState(answered);
  const parameters = { benchmark, system: name };
  const form = useJobForm(slug, { kind: "evaluate", parameters, priority: 0 });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    form.start();
  };
  const numbers = {
    items: count(form.estimate?.units ?? 0),
    languages: count(form.estimate?.languages ?? 0),
    answered: count(before),
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <JobFoot
          slug={slug}
          form={form}
          shown={[]}
          does={t("starting.ask", { system: name, engine, benchmark, ...numbers })}
          label={t(before > 0 ? "benchmarks.ask_rest" : "benchmarks.ask")}
          doing={t("benchmarks.asking")}
        />
      </Stack>
    </form>
  );
}
