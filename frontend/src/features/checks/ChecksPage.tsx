import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { useChecks } from "./api/get-checks";
import { CheckTable } from "./CheckTable";
import { FailingList } from "./FailingList";
import { distinct, tabulate } from "./rates";
import { VoiceTable } from "./VoiceTable";

/** What automatic checks reject: how much, and which. */
export function ChecksPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [address] = useSearchParams();
  const { checks, voices } = useChecks(slug);
  const [engine, setEngine] = useState("");
  const [opened, setOpened] = useState(false);
  const check = address.get("check");
  const language = address.get("language");
  const engines = distinct(checks.map((rate) => rate.engine));
  return (
    <>
      <PageTitle title={t("checks.title")} lead={t("checks.lead")} />
      {checks.length === 0 && (
        <EmptyState title={t("checks.empty_title")} teaches={t("checks.empty_teaches")} />
      )}
      {check !== null && language !== null ? (
        <FailingList slug={slug} language={language} check={check} />
      ) : (
        checks.length > 0 && (
          <Stack>
            <NativeSelect
              label={t("checks.engine")}
              value={engine}
              data={[{ value: "", label: t("common.all") }, ...engines]}
              onChange={(event) => setEngine(event.currentTarget.value)}
              maw={320}
            />
            <CheckTable rates={tabulate(checks, engine)} />
            {/* Hundreds of rows, of use to few: drawn once somebody opens it. */}
            <details onToggle={(event) => setOpened(event.currentTarget.open)}>
              <summary>{t("checks.voices")}</summary>
              {opened && (
                <VoiceTable
                  voices={voices.filter((rate) => engine === "" || rate.engine === engine)}
                />
              )}
            </details>
          </Stack>
        )
      )}
    </>
  );
}
