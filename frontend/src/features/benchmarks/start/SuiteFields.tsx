import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { EvaluationChoices } from "@/api/types";
import type { Field } from "@/components/starting/use-fields";
import { useServerWords } from "@/lib/server-words";

import type { SuiteValues } from "./suite-order";

interface Props {
  choices: EvaluationChoices;
  suite: EvaluationChoices["suites"][number] | undefined;
  field: (name: keyof SuiteValues) => Field;
  problems: Record<string, string>;
}

/** What is asked, and where its questions come from: a release of this dataset, or files. */
export function SuiteFields({ choices, suite, field, problems }: Props) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { suites, releases } = choices;
  return (
    <>
      <NativeSelect
        {...field("suite")}
        label={t("benchmarks.suite")}
        data={suites.map(({ name: value, title }) => ({ value, label: words.suite(value, title) }))}
        maw="28rem"
        error={problems["suite"]}
      />
      {suite !== undefined && suite.variants.length > 0 && (
        <NativeSelect
          {...field("variant")}
          label={t("benchmarks.variant")}
          description={t("benchmarks.variant_rule")}
          data={[{ value: "", label: t("benchmarks.variant_none") }, ...suite.variants]}
          maw="28rem"
          error={problems["variant"]}
        />
      )}
      {suite?.reads_release !== true && (
        <TextInput
          {...field("folder")}
          label={t("benchmarks.folder")}
          description={t("benchmarks.folder_rule")}
          maw="28rem"
          required
          error={problems["folder"]}
        />
      )}
      {suite?.reads_release === true && (
        <NativeSelect
          {...field("release")}
          label={t("benchmarks.release")}
          description={t(releases.length > 0 ? "benchmarks.release_rule" : "benchmarks.no_release")}
          data={releases}
          maw="20rem"
          required
          error={problems["release"]}
        />
      )}
      {suite?.takes_clips === true && releases.length > 0 && (
        <NativeSelect
          {...field("clips")}
          label={t("benchmarks.voiced_by")}
          description={t("benchmarks.voiced_by_rule")}
          data={[{ value: "", label: t("benchmarks.voiced_by_files") }, ...releases]}
          maw="28rem"
          error={problems["release"]}
        />
      )}
    </>
  );
}
