import { Anchor, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useCampaign } from "@/api/campaigns";
import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";

import { Invites } from "./Invites";
import { Participants } from "./Participants";
import { Studies } from "./Studies";

/** How raters come to a campaign: by links of one's own, or from Prolific. */
export function RecruitPage() {
  const { t } = useTranslation();
  const { slug = "", id } = useParams();
  const campaign = useCampaign(Number(id));
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/campaigns`}>
        {t("campaigns.title")}
      </Anchor>
      <PageTitle title={t("recruit.title", { campaign: campaign.name })} lead={t("recruit.lead")} />
      <Stack gap="xl">
        <Invites slug={slug} campaign={campaign} />
        <Studies campaign={campaign} />
        <Participants campaign={campaign} />
        <Stack gap="xs">
          <History slug={slug} of="invite" label={t("history.invites")} />
          <History slug={slug} of="study" id={campaign.id} label={t("history.studies")} />
        </Stack>
      </Stack>
    </>
  );
}
