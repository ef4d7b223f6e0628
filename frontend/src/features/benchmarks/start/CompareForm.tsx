import { Button, Group, NativeSelect, Radio, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useStartJob } from "@/api/start-job";
import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";
import { textOf } from "@/lib/forms";
import { isToldByFields, problemsOf } from "@/lib/problems";

import { useEvaluationChoices } from "../api/get-choices";
import { EngineField } from "./EngineField";

const fields = ["system", "baseline", "judge", "protocol", "max_cost"] as const;

interface Props {
  slug: string;
  benchmark: string;
  /** Those that answered something. */
  systems: string[];
}

/** Starts the job in which a language model reads two systems' answers. */
export function CompareForm({ slug, benchmark, systems }: Props) {
  const { t } = useTranslation();
  const { chat_models: judges } = useEvaluationChoices(slug);
  const { start, job, error, isPending } = useStartJob(slug);
  const problems = problemsOf(error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const told = Object.fromEntries(fields.map((name) => [name, textOf(form, name)]));
    const most = told["max_cost"] === "" ? null : told["max_cost"];
    start({ kind: "judge", parameters: { ...told, benchmark, max_cost: most }, priority: 0 });
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw="44rem">
          {(["system", "baseline"] as const).map((name, at) => (
            <NativeSelect
              key={name}
              name={name}
              label={t(`benchmarks.compare_${name}`)}
              data={systems}
              defaultValue={systems.at(-1 - at) ?? ""}
              error={problems[name]}
            />
          ))}
        </SimpleGrid>
        <EngineField
          name="judge"
          label={t("benchmarks.judge")}
          engines={judges}
          error={problems["judge"]}
        />
        <Radio.Group
          name="protocol"
          label={t("benchmarks.protocol")}
          defaultValue="both"
          error={problems["protocol"]}
        >
          <Stack gap="xs" mt="xs">
            {(["both", "single"] as const).map((protocol) => (
              <Radio
                key={protocol}
                value={protocol}
                label={t(`benchmarks.protocol_${protocol}`)}
                description={t(`benchmarks.protocol_${protocol}_means`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          name="max_cost"
          type="number"
          min={0}
          step={0.01}
          label={t("benchmarks.max_cost")}
          description={t("benchmarks.max_cost_rule")}
          maw="20rem"
          error={problems["max_cost"]}
        />
        <ErrorNote error={isToldByFields(error, fields) ? null : error} />
        <Group>
          <Button type="submit" loading={isPending}>
            {t("benchmarks.compare_button")}
          </Button>
          <JobNote slug={slug} job={job}>
            {t("benchmarks.judging")}
          </JobNote>
        </Group>
      </Stack>
    </form>
  );
}
