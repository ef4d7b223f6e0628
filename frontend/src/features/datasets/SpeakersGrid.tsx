import { Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import type { Dataset } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";

import { useSpeakers } from "./api/speakers";
import { EngineSelect } from "./EngineSelect";
import classes from "./SpeakersGrid.module.css";

/** A row for each language: who speaks it, and who speaks it in the bench. */
export function SpeakersGrid({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const speakers = useSpeakers();
  const { languages, synthesizers = {}, bench_synthesizers: ofBench = {} } = dataset;
  const headings = [t("common.language"), t("speakers.engine"), t("speakers.in_bench")];
  return (
    <div className={classes.grid}>
      {headings.map((heading) => (
        <Text key={heading} size="sm" fw={600} className={classes.heading ?? ""} aria-hidden>
          {heading}
        </Text>
      ))}
      {languages.map((code) => (
        <Fragment key={code}>
          <Text size="sm" className={classes.name ?? ""}>
            <LanguageName code={code} />
          </Text>
          <EngineSelect part="train" code={code} speakers={speakers} chosen={synthesizers[code]} />
          <EngineSelect part="bench" code={code} speakers={speakers} chosen={ofBench[code]} />
        </Fragment>
      ))}
    </div>
  );
}
