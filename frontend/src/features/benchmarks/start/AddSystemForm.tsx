import { Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import type { BenchmarkTask } from "@/api/types";
import { LanguagePicker } from "@/components/LanguagePicker";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { freeName, isPlainName } from "@/lib/names";
import { problemsOf } from "@/lib/problems";

import { useAddSystem } from "../api/add-system";
import { useEvaluationChoices } from "../api/get-choices";
import { likeliest } from "../engines";
import { AskingFields } from "./AskingFields";
import { EngineField } from "./EngineField";

const shown = ["name", "engine", "sampling", "prompts", "languages"] as const;

/** What the form leaves as it is. */
const usual = { top_p: 1, max_tokens: 512, seed: 0 };
const HOTTEST = 2;

interface Props {
  slug: string;
  task: BenchmarkTask;
  languages: string[];
  /** Names of systems. */
  taken: readonly string[];
}

/** An engine with a way of asking it, under a name. None is ever changed. */
export function AddSystemForm({ slug, task, languages: offered, taken }: Props) {
  const { t } = useTranslation();
  const { responders } = useEvaluationChoices(slug);
  const known = useLanguagesAmong(offered).map(({ code }) => code);
  const [languages, setLanguages] = useState<string[]>([]);
  const add = useAddSystem(slug);
  const { values, field, reset } = useFields({
    name: "",
    engine: likeliest(responders),
    temperature: "0",
    prompt: "",
  });
  const { engine } = values;
  const name = values.name.trim() || freeName(engine, taken);
  const temperature = values.temperature.trim() === "" ? NaN : Number(values.temperature);
  const isHot = !(temperature >= 0 && temperature <= HOTTEST);
  const named = isPlainName(name);
  const why =
    engine === ""
      ? t("benchmarks.no_engine")
      : named && !isHot
        ? undefined
        : t("starting.mend_first");
  const problems = problemsOf(add.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== undefined || add.isPending) return;
    const prompt = values.prompt.trim();
    const prompts = prompt === "" ? {} : { [task]: prompt };
    const body = { name, engine, sampling: { temperature, ...usual }, prompts, languages };
    add.mutate(body, { onSuccess: reset });
  };
  return (
    <form onSubmit={submit} onChange={() => add.isError && add.reset()}>
      <Stack mt="sm">
        <EngineField
          field={field("engine")}
          label={t("benchmarks.engine")}
          engines={responders}
          error={problems["engine"]}
        />
        <TextInput
          {...field("name")}
          value={name}
          label={t("benchmarks.system_name")}
          description={t("benchmarks.name_rule")}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          maw="20rem"
          required
          error={named ? problems["name"] : t("benchmarks.name_rule")}
        />
        <AskingFields field={field} isWrong={isHot} problems={problems} />
        <LanguagePicker
          label={t("benchmarks.says_supported")}
          offered={known}
          chosen={languages}
          error={problems["languages"]}
          onChange={setLanguages}
        />
        <StartFoot
          does={t("starting.system", { name, engine })}
          why={why}
          error={add.error}
          shown={shown}
          label={t("benchmarks.add_button")}
          pending={add.isPending}
        >
          {add.isSuccess && (
            <Text size="sm">{t("benchmarks.added", { system: add.data.name })}</Text>
          )}
        </StartFoot>
      </Stack>
    </form>
  );
}
