import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Comparison } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { numberOf, textOf } from "@/lib/forms";

import { useAskPeople } from "../api/people";

const samples = ["uniform", "flips"] as const;
const amounts = [
  { name: "pairs_per_language", usual: 20, most: 1_000 },
  { name: "votes_per_pair", usual: 2, most: 20 },
] as const;

/** Opens a campaign: people hear the question and choose between the answers, blind. */
export function AskPeopleForm({ slug, comparison }: { slug: string; comparison: Comparison }) {
  const { t } = useTranslation();
  const ask = useAskPeople(slug, comparison.id);
  const { system, baseline } = comparison;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    ask.mutate({
      name: textOf(form, "name"),
      sampled: samples.find((one) => one === textOf(form, "sampled")) ?? "uniform",
      pairs_per_language: numberOf(form, "pairs_per_language"),
      votes_per_pair: numberOf(form, "votes_per_pair"),
      seed: 0,
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="sm">
        <TextInput
          name="name"
          label={t("benchmarks.campaign_name")}
          defaultValue={t("benchmarks.viewer_title", { system, baseline })}
          maxLength={120}
          maw="28rem"
          required
        />
        <NativeSelect
          name="sampled"
          label={t("benchmarks.sampled")}
          data={samples.map((value) => ({ value, label: t(`benchmarks.sampled_${value}`) }))}
          maw="28rem"
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw="28rem">
          {amounts.map(({ name, usual, most }) => (
            <TextInput
              key={name}
              name={name}
              type="number"
              min={1}
              max={most}
              defaultValue={usual}
              label={t(`benchmarks.${name}`)}
              required
            />
          ))}
        </SimpleGrid>
        <ErrorNote error={ask.error} />
        <Group>
          <Button type="submit" loading={ask.isPending}>
            {t("benchmarks.ask_people_button")}
          </Button>
          {ask.isSuccess && (
            <Text role="status" size="sm">
              {t("benchmarks.people_now_asked")}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
