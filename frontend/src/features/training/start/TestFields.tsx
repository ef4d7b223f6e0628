import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useTests } from "../api/get-tests";
import type { TrainingForm } from "./use-training-wish";
import type { WishProblems } from "./wish-problems";

interface Props {
  slug: string;
  form: TrainingForm;
  problems: WishProblems;
}

/** What happens once it is trained: the checkpoint answers a benchmark, and may be judged. */
export function TestFields({ slug, form, problems }: Props) {
  const { t } = useTranslation();
  const { benchmarks, judges } = useTests(slug);
  const { benchmark, judge } = form.values;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} maw="58rem">
      <NativeSelect
        label={t("training.benchmark")}
        description={t(benchmarks.length > 0 ? "training.benchmark_rule" : "training.no_benchmark")}
        value={benchmark}
        data={[{ value: "", label: t("training.not_tested") }, ...benchmarks]}
        error={problems.of("benchmark")}
        onChange={(event) => form.set({ benchmark: event.currentTarget.value })}
      />
      {benchmark !== "" && (
        <NativeSelect
          label={t("training.judge")}
          description={t("training.judge_rule")}
          value={judge}
          data={[{ value: "", label: t("training.not_judged") }, ...judges.map(({ name }) => name)]}
          error={problems.of("judge")}
          onChange={(event) => form.set({ judge: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}
