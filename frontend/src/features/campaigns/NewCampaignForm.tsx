import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import type { Backend, CampaignKind } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { numberOf, textOf } from "@/lib/forms";
import { splitNamed, splits } from "@/lib/splits";

import { useCreateCampaign } from "./api/create-campaign";
import { BackendField } from "./label-studio/BackendField";
import { ProtocolField } from "./ProtocolField";
import { TargetFields, targetsIn } from "./TargetFields";

interface Props {
  slug: string;
  onCreated: () => void;
}

export function NewCampaignForm({ slug, onCreated }: Props) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const [kind, setKind] = useState<CampaignKind>("listening");
  const [chosen, setChosen] = useState(languages);
  const [protocol, setProtocol] = useState<number | null>(null);
  const [backend, setBackend] = useState<Backend>("built_in");
  const inStudio = backend === "built_in";
  const create = useCreateCampaign(slug);
  // English is the source: it is heard, but there is no translation of it to correct.
  const correcting = kind === "correction";
  const offered = correcting ? languages.filter((code) => code !== SOURCE) : languages;
  const asked = chosen.filter((code) => offered.includes(code));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const campaign = {
      kind,
      name: textOf(form, "name"),
      languages: asked,
      split: splitNamed(textOf(form, "split")) ?? "bench",
      items_per_language: numberOf(form, "items_per_language") || null,
      votes_per_item: correcting ? 1 : numberOf(form, "votes_per_item"),
      targeted_per_language: targetsIn(form),
      seed: numberOf(form, "seed"),
      protocol: inStudio ? protocol : null,
      backend,
      draft: form.has("draft"),
      second_reviewer: correcting && inStudio && form.has("second_reviewer"),
    };
    create.mutate(campaign, { onSuccess: onCreated });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t("campaigns.kind")}
          value={kind}
          data={[
            { value: "listening", label: t("campaigns.kind_listening") },
            { value: "correction", label: t("campaigns.kind_correction") },
          ]}
          onChange={(event) =>
            setKind(event.currentTarget.value === "correction" ? "correction" : "listening")
          }
        />
        <TextInput name="name" label={t("campaigns.name")} maxLength={200} required />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NativeSelect
            name="split"
            label={t("items.split")}
            defaultValue="bench"
            data={splits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
          />
          <TextInput
            name="items_per_language"
            type="number"
            min={1}
            label={t("campaigns.items_per_language")}
            placeholder={t("common.all")}
          />
          {!correcting && (
            <TextInput
              name="votes_per_item"
              type="number"
              min={1}
              defaultValue={2}
              label={t("campaigns.votes_per_item")}
              required
            />
          )}
        </SimpleGrid>
        <BackendField value={backend} onChange={setBackend} />
        {correcting && inStudio && (
          <Checkbox
            name="second_reviewer"
            label={t("campaigns.second_reviewer")}
            description={t("campaigns.second_reviewer_means")}
          />
        )}
        <TargetFields />
        {inStudio && <ProtocolField slug={slug} value={protocol} onChange={setProtocol} />}
        <Checkbox name="draft" label={t("steering.draft")} />
        <LanguagePicker
          label={t("common.languages")}
          offered={offered}
          chosen={asked}
          onChange={setChosen}
        />
        <ErrorNote error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending} disabled={asked.length === 0}>
            {t("campaigns.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
