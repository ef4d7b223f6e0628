import { Alert, Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { SOURCE } from "@/api/languages";
import type { Campaign } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";

import { usePauseCampaign, useStartCampaign } from "./api/steer-campaign";
import { ExtendForm } from "./ExtendForm";
import { Projects } from "./label-studio/Projects";
import { Problems } from "./Problems";
import { Shortfalls } from "./Shortfalls";

interface Props {
  slug: string;
  campaign: Campaign;
}

/** What a manager does with a campaign: walk it unrecorded, start, pause, ask for more, see lacks. */
export function CampaignTools({ slug, campaign }: Props) {
  const { t } = useTranslation();
  const start = useStartCampaign(slug);
  const pause = usePauseCampaign(slug);
  const [extending, setExtending] = useState(false);
  const { id, state, languages } = campaign;
  const close = () => setExtending(false);
  return (
    <>
      <Group mt="md" gap="xs">
        {campaign.backend === "built_in" && (
          <Button
            component={Link}
            variant="default"
            to={`/preview/${id}/${languages[0] ?? SOURCE}`}
          >
            {t("steering.preview")}
          </Button>
        )}
        {(state === "draft" || state === "paused") && (
          <Button loading={start.isPending} onClick={() => start.mutate(id)}>
            {t(state === "draft" ? "steering.start" : "steering.resume")}
          </Button>
        )}
        {state === "open" && (
          <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate(id)}>
            {t("steering.pause")}
          </Button>
        )}
        {state !== "closed" && (
          <Button variant="default" onClick={() => setExtending(true)}>
            {t("steering.extend")}
          </Button>
        )}
      </Group>
      <ErrorNote error={start.error ?? pause.error} />
      {campaign.backend === "label_studio" && (
        <>
          {state === "paused" && <Alert mt="md">{t("label_studio.no_pause")}</Alert>}
          <Projects campaign={id} />
        </>
      )}
      <Shortfalls campaign={campaign} />
      <Problems campaign={id} />
      <Dialog title={t("steering.extend")} opened={extending} onClose={close}>
        <ExtendForm slug={slug} campaign={campaign} onDone={close} />
      </Dialog>
    </>
  );
}
