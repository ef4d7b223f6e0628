import { NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Comparison } from "@/api/types";
import { AmountInput } from "@/components/starting/AmountInput";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { amountIn } from "@/lib/amounts";
import { useNumbers } from "@/lib/numbers";
import { problemsOf } from "@/lib/problems";

import { useAskPeople } from "../api/people";

const samples = ["uniform", "flips"] as const;
const amounts = {
  pairs_per_language: { least: 1, most: 1_000 },
  votes_per_pair: { least: 1, most: 20 },
} as const;
const names = ["pairs_per_language", "votes_per_pair"] as const;
const shown = ["name", "sampled", ...names];

/** Opens a campaign: people hear the question and choose between the answers, blind. */
export function AskPeopleForm({ slug, comparison }: { slug: string; comparison: Comparison }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const ask = useAskPeople(slug, comparison.id);
  const { system, baseline, scores } = comparison;
  const languages = new Set(scores.map(({ language }) => language).filter(Boolean)).size;
  const { values, field } = useFields({
    name: t("benchmarks.viewer_title", { system, baseline }),
    sampled: "uniform",
    pairs_per_language: "20",
    votes_per_pair: "2",
  });
  const pairs = amountIn(values.pairs_per_language, amounts.pairs_per_language);
  const votes = amountIn(values.votes_per_pair, amounts.votes_per_pair);
  const name = values.name.trim();
  const wrong = pairs === null || votes === null;
  const why =
    name === "" ? t("starting.name_first") : wrong ? t("starting.amounts_first") : undefined;
  const problems = problemsOf(ask.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name === "" || pairs === null || votes === null || ask.isPending) return;
    ask.mutate({
      name,
      sampled: samples.find((one) => one === values.sampled) ?? "uniform",
      pairs_per_language: pairs,
      votes_per_pair: votes,
      seed: 0,
    });
  };
  return (
    <form onSubmit={submit} onChange={() => !ask.isPending && ask.reset()}>
      <Stack mt="sm">
        <TextInput
          {...field("name")}
          label={t("benchmarks.campaign_name")}
          maxLength={120}
          maw="28rem"
          required
          error={problems["name"]}
        />
        <NativeSelect
          {...field("sampled")}
          label={t("benchmarks.sampled")}
          data={samples.map((value) => ({ value, label: t(`benchmarks.sampled_${value}`) }))}
          maw="28rem"
          error={problems["sampled"]}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw="28rem">
          {names.map((one) => (
            <AmountInput
              key={one}
              field={field(one)}
              label={t(`benchmarks.${one}`)}
              problem={problems[one]}
              {...amounts[one]}
            />
          ))}
        </SimpleGrid>
        <StartFoot
          does={
            wrong
              ? undefined
              : t("starting.people", {
                  answers: count(languages * pairs * votes),
                  languages: count(languages),
                  pairs: count(pairs),
                  votes: count(votes),
                })
          }
          why={why}
          error={ask.error}
          shown={shown}
          label={t("benchmarks.ask_people_button")}
          pending={ask.isPending}
        >
          {ask.isSuccess && <Text size="sm">{t("benchmarks.people_now_asked")}</Text>}
        </StartFoot>
      </Stack>
    </form>
  );
}
