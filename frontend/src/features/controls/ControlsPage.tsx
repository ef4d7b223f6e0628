import { Anchor, Button, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useCampaign } from "@/api/campaigns";
import { useLanguagesAmong } from "@/api/languages";
import type { ControlClip } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useControls, useMakeControls } from "./api/controls";
import { ClipSection } from "./ClipSection";
import { GoldForm } from "./GoldForm";

const roles: ControlClip["role"][] = ["gold", "trap", "training"];
/** The oldest first: the ladder of a training was made from worst to best. */
const byAge = (one: ControlClip, other: ControlClip) => one.id - other.id;

/** The clips that measure raters, and those that teach them: heard, scored, retired. */
export function ControlsPage() {
  const { t } = useTranslation();
  const { slug = "", id } = useParams();
  const campaign = useCampaign(Number(id));
  const known = useLanguagesAmong(campaign.languages);
  const [language, setLanguage] = useState(known[0]?.code ?? "");
  const clips = useControls(campaign.id, language);
  const make = useMakeControls(campaign.id, language);
  const rows = clips.data ?? [];
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/campaigns`}>
        {t("campaigns.title")}
      </Anchor>
      <PageTitle
        title={t("controls.title", { campaign: campaign.name })}
        lead={t("controls.lead")}
      />
      <Stack>
        <NativeSelect
          label={t("common.language")}
          maw="20rem"
          value={language}
          data={known.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        <ErrorNote
          error={clips.isFetchNextPageError ? null : clips.error}
          onRetry={() => void clips.refetch()}
        />
        {clips.isPending && <Loading />}
        {clips.isSuccess && rows.length === 0 && (
          <EmptyState title={t("controls.none")} teaches={t("controls.teach")}>
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              {t("controls.make")}
            </Button>
            <ErrorNote error={make.error} />
          </EmptyState>
        )}
        {roles.map((role) => (
          <ClipSection
            key={role}
            role={role}
            campaign={campaign.id}
            clips={rows.filter((clip) => clip.role === role).sort(byAge)}
          />
        ))}
        <ShowMore list={clips} shown={rows.length} />
        <GoldForm key={language} slug={slug} campaign={campaign.id} language={language} />
        <Text size="sm" c="dimmed">
          {t("controls.words")}
        </Text>
      </Stack>
    </>
  );
}
