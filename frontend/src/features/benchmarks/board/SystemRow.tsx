import { Progress, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Benchmark, Job, Standing, System } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import { jobOn } from "../api/get-jobs";
import { scoreOf, WRONG_LANGUAGE } from "@/components/scores/scores";
import { useScoreWords } from "@/components/scores/use-score-words";
import { AskButton } from "./AskButton";

const NAMED = 4;

interface Props {
  slug: string;
  benchmark: Benchmark;
  system: System;
  standing: Standing | undefined;
  jobs: Job[];
  manages: boolean;
}

export function SystemRow({ slug, benchmark, system, standing, jobs, manages }: Props) {
  const words = useScoreWords();
  const { name, engine } = system;
  const answered = standing?.answered ?? 0;
  const order = { benchmark: benchmark.name, system: name };
  const wrong = scoreOf(standing?.scores ?? [], WRONG_LANGUAGE, { language: "", target: "" });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <bdi>{name}</bdi>
        <Text size="sm" c="dimmed">
          <bdi dir="ltr">{engine}</bdi>
        </Text>
      </Table.Th>
      <Table.Td>
        <Answered name={name} answered={answered} total={benchmark.items_total} />
      </Table.Td>
      <Table.Td>
        <Supported languages={system.languages ?? []} />
      </Table.Td>
      <Table.Td ta="end">
        <bdi dir="ltr">{words.score(wrong)}</bdi>
      </Table.Td>
      {manages && (
        <Table.Td ta="end">
          <AskButton
            slug={slug}
            benchmark={benchmark.name}
            system={system}
            running={jobOn(jobs, "evaluate", order)}
            answered={answered}
            done={answered === benchmark.items_total}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Answered({ name, answered, total }: { name: string; answered: number; total: number }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const share = total === 0 ? 0 : (100 * answered) / total;
  return (
    <>
      {t("benchmarks.answered_of", { answered: count(answered), total: count(total) })}
      <Progress
        mt={4}
        maw="10rem"
        value={share}
        aria-label={t("benchmarks.answered_by", { system: name })}
      />
    </>
  );
}

/** A few are named; of many, how many there are. */
function Supported({ languages }: { languages: string[] }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const numbers = { count: languages.length, written: count(languages.length) };
  if (languages.length === 0) return t("benchmarks.not_said");
  if (languages.length > NAMED) return t("benchmarks.languages", numbers);
  return languages.map((code) => (
    <div key={code}>
      <LanguageName code={code} />
    </div>
  ));
}
