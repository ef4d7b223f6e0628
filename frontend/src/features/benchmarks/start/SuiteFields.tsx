import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { EvaluationChoices } from "@/api/types";

interface Props {
  choices: EvaluationChoices;
  problems: Record<string, string>;
}

/** What is asked, and where its questions come from: a release of this dataset, or files. */
export function SuiteFields({ choices, problems }: Props) {
  const { t } = useTranslation();
  const { suites, releases } = choices;
  const [name, setName] = useState(suites.find((suite) => suite.reads_release)?.name ?? "");
  const suite = suites.find((one) => one.name === name) ?? suites[0];
  return (
    <>
      <NativeSelect
        name="suite"
        label={t("benchmarks.suite")}
        value={name}
        data={suites.map(({ name: value, title }) => ({ value, label: title }))}
        maw="28rem"
        error={problems["suite"]}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {suite !== undefined && suite.variants.length > 0 && (
        <NativeSelect
          name="variant"
          label={t("benchmarks.variant")}
          description={t("benchmarks.variant_rule")}
          data={[{ value: "", label: t("benchmarks.variant_none") }, ...suite.variants]}
          maw="28rem"
          error={problems["variant"]}
        />
      )}
      {suite?.reads_release !== true && (
        <TextInput
          name="folder"
          label={t("benchmarks.folder")}
          description={t("benchmarks.folder_rule")}
          maw="28rem"
          required
          error={problems["folder"]}
        />
      )}
      {suite?.reads_release === true && (
        <NativeSelect
          name="release"
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
          name="release"
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
