import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { Edits } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { RestNote } from "@/components/charts/RestNote";
import { ticksTo } from "@/components/charts/ticks";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import { type Chosen, listOf } from "../filter";

type Replacement = Edits["replacements"][number];
interface Props {
  slug: string;
  chosen: Chosen;
  rows: Replacement[];
}

/** Which words natives put in place of which; a row leads to the texts. */
export function ReplacementPlot({ slug, chosen, rows }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const sorted = rows.toSorted((one, other) => other.corrections - one.corrections);
  const drawn = sorted.slice(0, DRAWN);
  const ticks = ticksTo(drawn[0]?.corrections ?? 0).filter(Number.isInteger);
  const placeOf = ({ language, old, new: by }: Replacement) =>
    listOf(slug, chosen, { language, replaced: `${old}\t${by}` });
  return (
    <Plot
      title={t("corrections.replacements")}
      lead={t("corrections.replacements_lead")}
      file={`${slug}.replacements`}
      rows={sorted}
      rowKey={keyOf}
      columns={useReplacementColumns(placeOf)}
    >
      <IntervalRows
        rows={drawn.map((row) => ({
          key: keyOf(row),
          label: <Replaced row={row} />,
          value: row.corrections,
          interval: null,
          number: count(row.corrections),
          words: t("corrections.replacement_words", { ...row, amount: count(row.corrections) }),
          to: placeOf(row),
        }))}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map(count)}
      />
      <RestNote all={sorted.length} words="corrections.replacements_drawn" />
    </Plot>
  );
}

const keyOf = ({ language, old, new: by }: Replacement) => `${language} ${old} ${by}`;

function Replaced({ row }: { row: Replacement }) {
  return (
    <>
      <Word language={row.language} text={row.old} as="del" />{" "}
      <Word language={row.language} text={row.new} as="ins" />
      <Text size="sm" c="dimmed">
        <LanguageName code={row.language} />
      </Text>
    </>
  );
}

interface WordProps {
  language: string;
  text: string;
  as?: "del" | "ins" | "span";
}

function Word({ language, text, as: Tag = "span" }: WordProps) {
  const { bcp47, direction } = useLanguage(language);
  return (
    <bdi lang={bcp47} dir={direction}>
      <Tag>{text}</Tag>
    </bdi>
  );
}

function useReplacementColumns(placeOf: (row: Replacement) => string): Column<Replacement>[] {
  const { t } = useTranslation();
  const { count } = useNumbers();
  return [
    {
      key: "language",
      title: t("common.language"),
      value: ({ language }) => language,
      show: ({ language }) => <LanguageName code={language} />,
    },
    ...(["old", "new"] as const).map((key) => ({
      key,
      title: t(`corrections.column_${key}`),
      value: (row: Replacement) => row[key],
      show: (row: Replacement) => <Word language={row.language} text={row[key]} />,
    })),
    {
      key: "texts",
      title: t("corrections.column_texts"),
      value: ({ corrections }) => corrections,
      show: (row) => (
        <Link
          to={placeOf(row)}
          aria-label={t("corrections.replacement_words", {
            ...row,
            amount: count(row.corrections),
          })}
        >
          {count(row.corrections)}
        </Link>
      ),
    },
  ];
}
