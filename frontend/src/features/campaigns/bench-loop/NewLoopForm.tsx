import { Stack, Text } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import { useSplits } from "@/api/splits";
import type { Backend, NewBenchLoop } from "@/api/types";
import { LanguagePicker } from "@/components/LanguagePicker";
import { AmountInput } from "@/components/starting/AmountInput";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { amountIn, sum } from "@/lib/amounts";
import { useNumbers } from "@/lib/numbers";
import { problemsOf } from "@/lib/problems";

import { useForeseenLoop, useStartBenchLoop } from "../api/bench-loops";
import { useConnections } from "../api/label-studio";
import { BackendField } from "../label-studio/BackendField";

const shown = ["languages", "votes_per_item", "backend"];

interface Props {
  slug: string;
  onStarted: () => void;
}

export function NewLoopForm({ slug, onStarted }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { languages } = useDataset(slug);
  const { bench } = useSplits(slug);
  const offered = languages.filter((code) => code !== SOURCE);
  const [chosen, setChosen] = useState(offered);
  const [picked, setPicked] = useState<Backend | null>(null);
  const connected = (useConnections(true).data?.results.length ?? 0) > 0;
  const backend = picked ?? (connected ? "label_studio" : "built_in");
  const { values, field } = useFields({ votes_per_item: "2" });
  const votes = amountIn(values.votes_per_item, { least: 1 });
  const start = useStartBenchLoop(slug);
  const lacking = () => {
    if (bench === 0) return t("starting.split_empty");
    if (votes === null) return t("starting.amounts_first");
    return chosen.length === 0 ? t("starting.languages_first") : undefined;
  };
  const wish: NewBenchLoop | null =
    votes === null || lacking() !== undefined
      ? null
      : { languages: chosen, votes_per_item: votes, backend };
  const { found, error, retry, why: unknown } = useForeseenLoop(slug, wish);
  const why = lacking() ?? unknown;
  const problems = problemsOf(error, start.error);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (wish === null || why !== undefined || start.isPending) return;
    start.mutate(wish, { onSuccess: onStarted });
  };
  return (
    <form onSubmit={submit} onChange={() => start.isError && start.reset()}>
      <Stack>
        <Text>{t("bench_loop.means")}</Text>
        <LanguagePicker
          label={t("common.languages")}
          offered={offered}
          chosen={chosen}
          error={problems["languages"]}
          onChange={setChosen}
        />
        <AmountInput
          field={field("votes_per_item")}
          label={t("bench_loop.votes_per_item")}
          description={t("bench_loop.votes_mean")}
          problem={problems["votes_per_item"]}
          least={1}
        />
        <BackendField value={backend} onChange={setPicked} />
        <StartFoot
          does={
            found &&
            t("starting.loop", {
              items: count(bench),
              languages: count(found.length),
              texts: count(sum(found.map((one) => one.to_correct))),
              answers: count(sum(found.map((one) => one.votes_at_most))),
            })
          }
          why={why}
          error={start.error ?? error}
          onRetry={start.error === null ? retry : undefined}
          shown={shown}
          label={t("bench_loop.start")}
          pending={start.isPending}
        />
      </Stack>
    </form>
  );
}
