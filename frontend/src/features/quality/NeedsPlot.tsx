import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { Needs } from "@/api/types";
import { type Column, Plot } from "@/components/charts/Plot";
import { type Kind, ShareBars } from "@/components/charts/ShareBars";
import { LanguageName } from "@/components/LanguageName";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { scales } from "./use-opinion-words";

interface Props {
  slug: string;
  needs: Needs[];
  rules: number;
}

/** Votes that count, that don't, and that open campaigns wait for, by language. */
export function NeedsPlot({ slug, needs, rules }: Props) {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  if (needs.length === 0) return null;
  const kinds: Kind[] = [
    { key: "yes", title: t("listening.counting"), tone: "good" },
    { key: "no", title: t("listening.left_out"), tone: "bad" },
    { key: "needed", title: t("listening.needed"), tone: "rest" },
  ];
  const widthOf = ({ widths }: Needs) =>
    widths.naturalness === null ? "–" : `± ${fixed(widths.naturalness / 2, 2)}`;
  const amounts = ["given", "counting", "needed"] as const;
  const columns: Column<Needs>[] = [
    {
      key: "language",
      title: t("common.language"),
      value: ({ language }) => nameOf(language),
      show: ({ language }) => <LanguageName code={language} />,
    },
    ...amounts.map((key) => ({
      key,
      title: t(`listening.${key}`),
      value: (row: Needs) => row[key],
    })),
    ...scales.map((scale) => ({
      key: `${scale}_width`,
      title: t("listening.width", { scale: t(`quality.${scale}`) }),
      value: (row: Needs) => row.widths[scale],
    })),
    {
      key: "measured",
      title: t("listening.rests_on"),
      value: ({ measured }) => t(measured ? "listening.measured" : "listening.typical"),
    },
  ];
  return (
    <Plot
      title={t("listening.needs")}
      lead={t("listening.needs_lead")}
      file={`${slug}.votes-needed.rules-${rules}`}
      rows={needs}
      rowKey={({ language }) => language}
      columns={columns}
    >
      <ShareBars
        kinds={kinds}
        rows={needs.map((row) => ({
          key: row.language,
          label: <LanguageName code={row.language} />,
          name: nameOf(row.language),
          amounts: { yes: row.counting, no: row.given - row.counting, needed: row.needed },
          to: (counts) =>
            counts === "needed"
              ? `/d/${slug}/campaigns`
              : answersPath(slug, { language: row.language, rules, counts }),
          number: widthOf(row),
        }))}
      />
    </Plot>
  );
}
