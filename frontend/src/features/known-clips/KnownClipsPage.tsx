import { Anchor, Button, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useCampaign } from "@/api/campaigns";
import { useLanguagesAmong } from "@/api/languages";
import type { KnownClip } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useKnownClips, useMakeClips } from "./api/known-clips";
import { ClipSection } from "./ClipSection";
import { GoldForm } from "./GoldForm";

const roles: KnownClip["role"][] = ["gold", "trap", "training"];
/** The oldest first: the ladder of a training was made from worst to best. */
const byAge = (one: KnownClip, other: KnownClip) => one.id - other.id;

/** The clips that measure raters, and those that teach them: heard, scored, retired. */
export function KnownClipsPage() {
  const { t } = useTranslation();
  const { slug = "", id } = useParams();
  const campaign = useCampaign(Number(id));
  const known = useLanguagesAmong(campaign.languages);
  const [language, setLanguage] = useState(known[0]?.code ?? "");
  const clips = useKnownClips(campaign.id, language);
  const make = useMakeClips(campaign.id, language);
  const rows = clips.data ?? [];
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/campaigns`}>
        {t("campaigns.title")}
      </Anchor>
      <PageTitle
        title={t("known_clips.title", { campaign: campaign.name })}
        lead={t("known_clips.lead")}
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
          <EmptyState title={t("known_clips.none")} teaches={t("known_clips.teach")}>
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              {t("known_clips.make")}
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
          {t("known_clips.words")}
        </Text>
      </Stack>
    </>
  );
}
