import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { VoiceRate } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { RestNote } from "@/components/charts/RestNote";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import { clipsOf } from "../filter";
import { judgedOf, type JudgedVoice, ticksOf } from "../rates";
import { useRateColumns, useRateWords } from "./use-rate-words";

const keyOf = ({ language, engine, voice }: VoiceRate) => `${language} ${engine} ${voice}`;

/** How many recordings by each voice fail any check, the worst first; a row leads to them. */
export function VoicePlot({ slug, voices }: { slug: string; voices: VoiceRate[] }) {
  const { t } = useTranslation();
  const { rate: write, count } = useNumbers();
  const { number, words } = useRateWords();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const columns = useVoiceColumns(names);
  const sorted = judgedOf(voices);
  const drawn = sorted.slice(0, DRAWN);
  const ticks = ticksOf(drawn);
  return (
    <Plot
      title={t("checks.voices")}
      lead={t("checks.voices_lead")}
      file={`${slug}.rejections.by-voice`}
      rows={sorted}
      rowKey={keyOf}
      columns={columns}
    >
      <IntervalRows
        rows={drawn.map((row) => ({
          key: keyOf(row),
          label: <LanguageName code={row.language} />,
          note: [row.engine, row.voice, t("checks.checked", { amount: count(row.recordings) })]
            .filter((part) => part !== "")
            .join(" · "),
          value: row.rate,
          interval: row.interval,
          number: number(row),
          words: words(
            [names.get(row.language) ?? row.language, row.engine, row.voice].join(
              t("common.comma"),
            ),
            row,
          ),
          ...(row.failed > 0 && { to: clipsOf(slug, row) }),
        }))}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map(write)}
      />
      <RestNote all={sorted.length} words="checks.voices_left" />
    </Plot>
  );
}

function useVoiceColumns(names: ReadonlyMap<string, string>): Column<JudgedVoice>[] {
  const { t } = useTranslation();
  return [
    {
      key: "language",
      title: t("common.language"),
      value: ({ language }) => language,
      show: ({ language }) => names.get(language) ?? language,
    },
    { key: "engine", title: t("checks.filter_engine"), value: ({ engine }) => engine },
    { key: "voice", title: t("checks.voice"), value: ({ voice }) => voice },
    ...useRateColumns<JudgedVoice>(),
  ];
}
