import { Checkbox, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import { useSplits } from "@/api/splits";
import type { Backend, CampaignKind, NewCampaign } from "@/api/types";
import { LanguagePicker } from "@/components/LanguagePicker";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { useNumbers } from "@/lib/numbers";
import { problemsOf } from "@/lib/problems";
import { splitNamed } from "@/lib/splits";

import { AmountFields, TargetFields } from "./AmountFields";
import { useCreateCampaign, useForeseenCampaign } from "./api/create-campaign";
import { campaignWords } from "./campaign-words";
import { BackendField } from "./label-studio/BackendField";
import { ProtocolField } from "./ProtocolField";
import { useLacking } from "./use-lacking";
import { amountsOf } from "./wish";

const kinds = ["listening", "correction"] as const;
const shown = [
  "kind",
  "name",
  "languages",
  "split",
  "items_per_language",
  "votes_per_item",
  "second_reviewer",
];

interface Props {
  slug: string;
  onCreated: () => void;
}

export function NewCampaignForm({ slug, onCreated }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { languages } = useDataset(slug);
  const [kind, setKind] = useState<CampaignKind>("listening");
  const [chosen, setChosen] = useState(languages);
  const [protocol, setProtocol] = useState<number | null>(null);
  const [backend, setBackend] = useState<Backend>("built_in");
  const [draft, setDraft] = useState(false);
  const [second, setSecond] = useState(false);
  const { values, field } = useFields({
    name: "",
    split: "bench",
    items_per_language: "",
    votes_per_item: "2",
    asr_disagreement: "0",
    failed_checks: "0",
    seed: "1",
  });
  const inStudio = backend === "built_in";
  const create = useCreateCampaign(slug);
  // English is the source: it is heard, but there is no translation of it to correct.
  const correcting = kind === "correction";
  const offered = correcting ? languages.filter((code) => code !== SOURCE) : languages;
  const asked = chosen.filter((code) => offered.includes(code));
  const split = splitNamed(values.split) ?? "bench";
  const inSplit = useSplits(slug)[split];
  const named = t(`campaigns.kind_${kind}`) + " · " + t(`split.${split}`);
  const amounts = amountsOf(values, kind);
  const lacking = useLacking({ amounts, inSplit, asked: asked.length });
  const wish: NewCampaign | null =
    amounts === null || lacking !== undefined
      ? null
      : {
          kind,
          name: values.name.trim() || named,
          languages: asked,
          split,
          items_per_language: amounts.items,
          votes_per_item: amounts.votes,
          targeted_per_language: amounts.targets,
          seed: amounts.seed,
          protocol: inStudio ? protocol : null,
          backend,
          draft,
          second_reviewer: correcting && inStudio && second,
        };
  const { found, error, retry, why: unknown } = useForeseenCampaign(slug, wish);
  const why = lacking ?? unknown;
  const problems: Record<string, string | undefined> = {
    ...problemsOf(error, create.error),
    ...(inSplit === 0 && { split: t("starting.split_empty") }),
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (wish === null || why !== undefined || create.isPending) return;
    create.mutate(wish, { onSuccess: onCreated });
  };
  return (
    <form onSubmit={submit} onChange={() => create.isError && create.reset()}>
      <Stack>
        <NativeSelect
          label={t("campaigns.kind")}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`campaigns.kind_${value}`) }))}
          error={problems["kind"]}
          onChange={({ currentTarget: { value } }) =>
            setKind(kinds.find((one) => one === value) ?? "listening")
          }
        />
        <TextInput
          {...field("name")}
          label={t("campaigns.name")}
          placeholder={named}
          maxLength={120}
          error={problems["name"]}
        />
        <AmountFields field={field} correcting={correcting} problems={problems} />
        <BackendField value={backend} onChange={setBackend} />
        {correcting && inStudio && (
          <Checkbox
            label={t("campaigns.second_reviewer")}
            description={t("campaigns.second_reviewer_means")}
            checked={second}
            error={problems["second_reviewer"]}
            onChange={(event) => setSecond(event.currentTarget.checked)}
          />
        )}
        <TargetFields field={field} problems={problems} />
        {inStudio && <ProtocolField slug={slug} value={protocol} onChange={setProtocol} />}
        <Checkbox
          label={t("steering.draft")}
          checked={draft}
          onChange={(event) => setDraft(event.currentTarget.checked)}
        />
        <LanguagePicker
          label={t("common.languages")}
          offered={offered}
          chosen={asked}
          error={problems["languages"]}
          onChange={setChosen}
        />
        <StartFoot
          does={
            wish === null || found === undefined ? undefined : campaignWords(t, count, wish, found)
          }
          why={why}
          error={create.error ?? error}
          onRetry={create.error === null ? retry : undefined}
          shown={shown}
          label={t("campaigns.create")}
          pending={create.isPending}
        />
      </Stack>
    </form>
  );
}
