import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { Dialog } from "@/components/Dialog";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useCampaigns } from "./api/get-campaigns";
import { CampaignCard } from "./CampaignCard";
import { NewCampaignForm } from "./NewCampaignForm";

export function CampaignsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const campaigns = useCampaigns(slug);
  const [creating, setCreating] = useState(false);
  const close = () => setCreating(false);
  const open = <Button onClick={() => setCreating(true)}>{t("campaigns.create")}</Button>;
  return (
    <>
      <PageTitle title={t("campaigns.title")} lead={t("campaigns.lead")}>
        {campaigns.data.length > 0 && open}
      </PageTitle>
      <Stack>
        {campaigns.data.length === 0 && (
          <EmptyState title={t("campaigns.empty_title")} teaches={t("campaigns.empty_teaches")}>
            {open}
          </EmptyState>
        )}
        {campaigns.data.map((campaign) => (
          <CampaignCard key={campaign.id} slug={slug} campaign={campaign} />
        ))}
        <ShowMore list={campaigns} shown={campaigns.data.length} />
      </Stack>
      <Dialog title={t("campaigns.create")} opened={creating} onClose={close}>
        <NewCampaignForm slug={slug} onCreated={close} />
      </Dialog>
    </>
  );
}
