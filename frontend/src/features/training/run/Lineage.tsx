import { Anchor, Code, type CodeProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguagesAmong } from "@/api/languages";
import type { TrainingDetail } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { LanguageName } from "@/components/LanguageName";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { FactList } from "../FactList";
import { written } from "../recipe-fields";

/** What it was made from, by whom, by which jobs, and the recipe and data to the last number. */
export function Lineage({ slug, run }: { slug: string; run: TrainingDetail }) {
  const { t } = useTranslation();
  const { count, date, decimal, share } = useNumbers();
  const { facts, release, job, export_job: exported } = run;
  const number = (value: number | undefined) => (value === undefined ? null : count(value));
  const link = (to: string, words: ReactNode) => (
    <Anchor component={Link} to={`/d/${slug}/${to}`} inherit>
      {words}
    </Anchor>
  );
  const changes = Object.entries(run.changes);
  return (
    <Section title={t("training.lineage")} lead={t("training.lineage_lead")}>
      <FactList
        facts={[
          [t("training.release"), release && link(`releases/${release}`, <bdi>{release}</bdi>)],
          [t("training.job"), job && link(`jobs/${job}`, count(job))],
          [t("training.export_job"), exported && link(`jobs/${exported}`, count(exported))],
          [t("training.by"), run.created_by && <bdi>{run.created_by}</bdi>],
          [t("training.asked_for"), date(run.created_at)],
          [t("training.samples"), number(facts.samples)],
          [t("training.hours"), facts.hours === undefined ? null : decimal(facts.hours, 2)],
          [t("training.held_out"), number(facts.held_out)],
          [t("training.trained"), number(facts.trained)],
          [t("training.parameters"), number(facts.parameters)],
          [t("training.device"), facts.device && <bdi dir="ltr">{facts.device}</bdi>],
          [t("training.processes"), number(facts.processes)],
          [t("training.precision"), facts.precision],
          [t("training.useful"), facts.useful_share && share(facts.useful_share, 1)],
          ...changes.map(([path, value]): [string, ReactNode] => [path, written(value)]),
        ]}
      />
      <Disclosure label={t("common.languages")}>
        <LanguageNames codes={run.languages} />
      </Disclosure>
      <Disclosure label={t("training.definition")}>
        <Json value={run.definition} />
      </Disclosure>
      {Object.keys(run.manifest).length > 0 && (
        <Disclosure label={t("training.manifest")}>
          <Json value={run.manifest} />
        </Disclosure>
      )}
    </Section>
  );
}

function LanguageNames({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  return useLanguagesAmong(codes).map(({ code }, at) => (
    <span key={code}>
      {at > 0 && t("common.comma")}
      <LanguageName code={code} />
    </span>
  ));
}

function Json({ value, ...props }: CodeProps & { value: Record<string, unknown> }) {
  return (
    <Code block dir="ltr" tabIndex={0} {...props}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}
