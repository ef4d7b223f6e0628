import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import type { BenchmarkTask } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { numberOf, textOf } from "@/lib/forms";
import { isToldByFields, problemsOf } from "@/lib/problems";

import { useAddSystem } from "../api/add-system";
import { useEvaluationChoices } from "../api/get-choices";
import { AskingFields } from "./AskingFields";
import { EngineField } from "./EngineField";

const fields = ["name", "engine", "sampling", "prompts", "languages"] as const;

/** What the form leaves as it is. */
const usual = { top_p: 1, max_tokens: 512, seed: 0 };

interface Props {
  slug: string;
  task: BenchmarkTask;
  languages: string[];
}

/** An engine with a way of asking it, under a name. None is ever changed. */
export function AddSystemForm({ slug, task, languages: offered }: Props) {
  const { t } = useTranslation();
  const { responders } = useEvaluationChoices(slug);
  const known = useLanguagesAmong(offered).map(({ code }) => code);
  const [languages, setLanguages] = useState<string[]>([]);
  const add = useAddSystem(slug);
  const problems = problemsOf(add.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    const prompt = textOf(form, "prompt");
    const body = {
      name: textOf(form, "name"),
      engine: textOf(form, "engine"),
      sampling: { temperature: numberOf(form, "temperature"), ...usual },
      prompts: prompt === "" ? {} : { [task]: prompt },
      languages,
    };
    add.mutate(body, { onSuccess: () => target.reset() });
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="sm">
        <TextInput
          name="name"
          label={t("benchmarks.system_name")}
          description={t("benchmarks.name_rule")}
          pattern="[a-z0-9][a-z0-9._\-]{0,39}"
          title={t("benchmarks.name_rule")}
          autoCapitalize="none"
          maw="20rem"
          required
          error={problems["name"]}
        />
        <EngineField
          name="engine"
          label={t("benchmarks.engine")}
          engines={responders}
          error={problems["engine"]}
        />
        <AskingFields problems={problems} />
        <LanguagePicker
          label={t("benchmarks.says_supported")}
          offered={known}
          chosen={languages}
          error={problems["languages"]}
          onChange={setLanguages}
        />
        <ErrorNote error={isToldByFields(add.error, fields) ? null : add.error} />
        <Group>
          <Button type="submit" loading={add.isPending}>
            {t("benchmarks.add_button")}
          </Button>
          {add.isSuccess && (
            <Text role="status" size="sm">
              {t("benchmarks.added", { system: add.data.name })}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
