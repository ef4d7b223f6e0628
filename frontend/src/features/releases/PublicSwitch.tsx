import { Checkbox, Paper, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { WholeRelease } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useOpenRelease } from "./api/open-release";

/** Lets strangers read this release, or no longer. */
export function PublicSwitch({ slug, release }: { slug: string; release: WholeRelease }) {
  const { t } = useTranslation();
  const open = useOpenRelease(slug, release.name);
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="public">
      <Title order={2} size="h3" id="public" mb="xs">
        {t("releases.who_reads")}
      </Title>
      <Checkbox
        label={t("releases.public")}
        description={t("releases.public_means")}
        checked={release.public}
        disabled={open.isPending}
        onChange={(event) => open.mutate(event.currentTarget.checked)}
      />
      <ErrorNote error={open.error} />
    </Paper>
  );
}
