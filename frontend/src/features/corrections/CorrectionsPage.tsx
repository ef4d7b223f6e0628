import { Anchor, Group, NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { CorrectionRates } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { correctionFile } from "./api/list";
import { useEdits, useRates } from "./api/plots";
import { type Chosen, chosenOf, groupingOf, groupings, listOf, plain } from "./filter";
import { Filters } from "./Filters";
import { EffortPlot } from "./plots/EffortPlot";
import { KindPlot } from "./plots/KindPlot";
import { RatePlot } from "./plots/RatePlot";
import { ReplacementPlot } from "./plots/ReplacementPlot";
import { TimePlot } from "./plots/TimePlot";

/** How often natives had to correct, how much work it was, when, and what they changed. */
export function CorrectionsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(plain);
  const chosen = chosenOf(filter);
  const by = groupingOf(filter.by);
  const rates = useRates(slug, chosen, by);
  return (
    <>
      <PageTitle title={t("corrections.title")} lead={t("corrections.lead")} />
      <Stack gap="lg">
        <Group align="flex-end">
          <NativeSelect
            label={t("corrections.by")}
            value={by}
            data={groupings.map((value) => ({ value, label: t(`corrections.by_${value}`) }))}
            onChange={(event) => change({ by: event.currentTarget.value })}
          />
          <Filters slug={slug} chosen={chosen} onChange={change} />
        </Group>
        <Ways slug={slug} chosen={chosen} />
        {rates === undefined ? (
          <Loading />
        ) : (
          <>
            {rates.rows.length === 0 && <Nothing slug={slug} />}
            <RatePlot slug={slug} chosen={chosen} by={by} rates={rates} />
            {rates.rows.length > 0 && (
              <More slug={slug} filter={filter} rates={rates} onChange={change} />
            )}
          </>
        )}
      </Stack>
    </>
  );
}

interface MoreProps {
  slug: string;
  filter: typeof plain;
  rates: CorrectionRates;
  onChange: (part: Partial<typeof plain>) => void;
}

function More({ slug, filter, rates, onChange }: MoreProps) {
  const chosen = chosenOf(filter);
  const edits = useEdits(slug, chosen);
  return (
    <>
      <TimePlot
        slug={slug}
        chosen={chosen}
        step={filter.step === "day" ? "day" : "week"}
        paper={rates.paper}
        onStep={(step) => onChange({ step })}
      />
      <EffortPlot
        slug={slug}
        chosen={chosen}
        by={groupingOf(filter.by)}
        measure={filter.measure}
        onMeasure={(measure) => onChange({ measure })}
      />
      {edits !== undefined && <KindPlot slug={slug} chosen={chosen} edits={edits} />}
      {edits !== undefined && edits.replacements.length > 0 && (
        <ReplacementPlot slug={slug} chosen={chosen} rows={edits.replacements} />
      )}
    </>
  );
}

function Ways({ slug, chosen }: { slug: string; chosen: Chosen }) {
  const { t } = useTranslation();
  return (
    <Group>
      <Anchor component={Link} to={listOf(slug, chosen, {})}>
        {t("corrections.read_them")}
      </Anchor>
      <Anchor href={correctionFile(slug, chosen.campaign)} download>
        {t("corrections.download_all")}
      </Anchor>
    </Group>
  );
}

function Nothing({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const manages = useUser()?.role !== "researcher";
  return (
    <EmptyState title={t("corrections.empty_title")} teaches={t("corrections.empty_teaches")}>
      {manages && (
        <Anchor component={Link} to={`/d/${slug}/campaigns`}>
          {t("corrections.go_campaigns")}
        </Anchor>
      )}
    </EmptyState>
  );
}
