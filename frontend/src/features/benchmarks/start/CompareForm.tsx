import { NativeSelect, Radio, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { JobFoot } from "@/components/starting/JobFoot";
import { useFields } from "@/components/starting/use-fields";
import { useJobForm } from "@/components/starting/use-job-form";

import { useEvaluationChoices } from "../api/get-choices";
import { likeliest } from "../engines";
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
  const { values, field, set } = useFields({
    system: systems.at(-1) ?? "",
    baseline: systems.at(-2) ?? "",
    judge: likeliest(judges),
    protocol: "both",
    max_cost: "",
  });
  const { system, baseline, judge, max_cost: cost } = values;
  const parameters = { ...values, benchmark, max_cost: cost === "" ? null : cost };
  const wish = { kind: "judge", parameters, priority: 0 };
  const form = useJobForm(slug, wish, judge !== "");
  const { problems } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    form.start();
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw="44rem">
          {(["system", "baseline"] as const).map((name) => (
            <NativeSelect
              key={name}
              {...field(name)}
              label={t(`benchmarks.compare_${name}`)}
              data={systems}
              error={problems[name]}
            />
          ))}
        </SimpleGrid>
        <EngineField
          field={field("judge")}
          label={t("benchmarks.judge")}
          engines={judges}
          error={problems["judge"]}
        />
        <Radio.Group
          name="protocol"
          label={t("benchmarks.protocol")}
          value={values.protocol}
          onChange={(protocol) => set({ protocol })}
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
          {...field("max_cost")}
          type="number"
          min={0}
          step={0.01}
          label={t("benchmarks.max_cost")}
          description={t("benchmarks.max_cost_rule")}
          maw="20rem"
          error={problems["max_cost"]}
        />
        <JobFoot
          slug={slug}
          form={form}
          shown={fields}
          does={t("starting.compare", { judge, system, baseline })}
          incomplete={t("benchmarks.no_engine")}
          label={t("benchmarks.compare_button")}
          doing={t("benchmarks.judging")}
        />
      </Stack>
    </form>
  );
}
