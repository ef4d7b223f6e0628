import { Anchor, Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { VoiceRate } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { useChecks } from "./api/get-checks";
import { useRates } from "./api/get-rates";
import { CheckTable } from "./CheckTable";
import { FailingList } from "./FailingList";
import { type Chosen, chosenOf, everything, plain, stepOf } from "./filter";
import { Filters } from "./Filters";
import { RatePlot } from "./plots/RatePlot";
import { TimePlot } from "./plots/TimePlot";
import { VoicePlot } from "./plots/VoicePlot";
import { only, tabulate } from "./rates";

/** What automatic checks reject: how often, when it was made, and which. */
export function ChecksPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const { checks } = useChecks(slug);
  return (
    <>
      <PageTitle title={t("checks.title")} lead={t("checks.lead")} />
      {checks.length === 0 ? <Unchecked slug={slug} /> : <Checked slug={slug} />}
    </>
  );
}

function Checked({ slug }: { slug: string }) {
  const [filter, change] = useUrlFilter(plain);
  const { checks, voices } = useChecks(slug);
  const chosen = chosenOf(filter);
  const rates = useRates(slug, chosen);
  return (
    <Stack gap="lg">
      <Filters rates={checks} chosen={chosen} onChange={change} />
      {rates === undefined && <Loading />}
      {rates?.length === 0 && <NothingFits onClear={() => change(everything)} />}
      {rates !== undefined && rates.length > 0 && (
        <>
          <RatePlot slug={slug} chosen={chosen} rates={rates} />
          <TimePlot
            slug={slug}
            chosen={chosen}
            step={stepOf(filter.step)}
            onStep={(step) => change({ step })}
          />
          <CheckTable slug={slug} chosen={chosen} rates={tabulate(only(checks, chosen))} />
          {chosen.check !== "" && chosen.language !== "" && (
            <FailingList slug={slug} chosen={chosen} />
          )}
          <Voices slug={slug} voices={voices} chosen={chosen} />
        </>
      )}
    </Stack>
  );
}

interface VoicesProps {
  slug: string;
  voices: VoiceRate[];
  chosen: Chosen;
}

/** They are counted by language and engine, not by what they fail. */
function Voices({ slug, voices, chosen }: VoicesProps) {
  const meant = voices.filter(
    ({ language, engine }) =>
      (chosen.language === "" || chosen.language === language) &&
      (chosen.engine === "" || chosen.engine === engine),
  );
  return meant.length > 0 && <VoicePlot slug={slug} voices={meant} />;
}

function Unchecked({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const manages = useUser()?.role !== "researcher";
  return (
    <EmptyState title={t("checks.empty_title")} teaches={t("checks.empty_teaches")}>
      {manages && (
        <Anchor component={Link} to={`/d/${slug}/jobs`}>
          {t("checks.go_jobs")}
        </Anchor>
      )}
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("checks.none_title")} teaches={t("checks.none_teaches")}>
      <Button variant="default" onClick={onClear}>
        {t("checks.clear")}
      </Button>
    </EmptyState>
  );
}
