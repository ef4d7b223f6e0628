import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { Campaign } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { numberOf, textOf } from "@/lib/forms";

import { useCreateInvite } from "./api/invites";
import { languageChoices } from "./choices";

interface Props {
  slug: string;
  campaign: Campaign;
  onMade: (link: string) => void;
}

export function InviteForm({ slug, campaign, onMade }: Props) {
  const { t } = useTranslation();
  const create = useCreateInvite(slug);
  const languages = languageChoices(campaign.languages, useLanguages());
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const invite = {
      name: textOf(form, "name"),
      language: textOf(form, "language"),
      campaign: campaign.id,
      days: numberOf(form, "days"),
      max_uses: numberOf(form, "max_uses"),
    };
    create.mutate(invite, { onSuccess: ({ link }) => onMade(link) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="name"
          label={t("recruit.invite_name")}
          description={t("recruit.invite_name_rule")}
          maxLength={100}
          required
        />
        <NativeSelect name="language" label={t("common.language")} data={languages} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="max_uses"
            type="number"
            min={1}
            max={500}
            defaultValue={1}
            label={t("recruit.invite_most")}
            required
          />
          <TextInput
            name="days"
            type="number"
            min={1}
            max={365}
            defaultValue={14}
            label={t("recruit.invite_days")}
            required
          />
        </SimpleGrid>
        <ErrorNote error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t("recruit.invite_make")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
