import { Alert, Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Campaign } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { ShowMore } from "@/components/ShowMore";

import { useInvites, useRevokeInvite } from "./api/invites";
import { CopyLine } from "./CopyLine";
import { InviteCard } from "./InviteCard";
import { InviteForm } from "./InviteForm";
import { Section } from "./Section";

export function Invites({ slug, campaign }: { slug: string; campaign: Campaign }) {
  const { t } = useTranslation();
  const invites = useInvites(slug);
  const revoke = useRevokeInvite(slug);
  const [making, setMaking] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const none = invites.data.length === 0;
  const make = <Button onClick={() => setMaking(true)}>{t("recruit.invite_make")}</Button>;
  return (
    <Section
      title={t("recruit.invites")}
      lead={t("recruit.invites_lead")}
      action={none ? null : make}
    >
      {fresh !== null && (
        <Alert color="teal" title={t("recruit.invite_once")}>
          <CopyLine text={fresh} />
        </Alert>
      )}
      {none && (
        <EmptyState title={t("recruit.invites_none")} teaches={t("recruit.invites_teach")}>
          {make}
        </EmptyState>
      )}
      <ErrorNote error={revoke.error} />
      <Stack gap="xs">
        {invites.data.map((invite) => (
          <InviteCard key={invite.id} invite={invite} onRevoke={() => revoke.mutate(invite.id)} />
        ))}
      </Stack>
      <ShowMore list={invites} shown={invites.data.length} />
      <Dialog title={t("recruit.invite_make")} opened={making} onClose={() => setMaking(false)}>
        <InviteForm
          slug={slug}
          campaign={campaign}
          onMade={(link) => {
            setFresh(link);
            setMaking(false);
          }}
        />
      </Dialog>
    </Section>
  );
}
