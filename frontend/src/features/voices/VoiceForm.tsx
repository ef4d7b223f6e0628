import {
  Checkbox,
  NativeSelect,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { FileField } from "@/components/FileField";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { problemsOf } from "@/lib/problems";

import { useAddVoice } from "./api/add-voice";
import { kindsOfVoice } from "./kinds";
import { isLink, isVoiceName, nameOfClip } from "./names";

const texts = ["licence", "reader", "source", "source_url"] as const;
const shown = ["clip", "name", "perceived", "held_out", ...texts];

/** Takes one clip of a reader in. */
export function VoiceForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const add = useAddVoice(slug);
  const [clip, setClip] = useState<File>();
  const [heldOut, setHeldOut] = useState(false);
  const { values, field, reset } = useFields({
    name: nameOfClip(clip?.name ?? ""),
    perceived: "unspecified",
    licence: "",
    reader: "",
    source: "",
    source_url: "",
  });
  const named = isVoiceName(values.name);
  const linked = values.source_url === "" || isLink(values.source_url);
  const problems: Record<string, string | undefined> = {
    ...problemsOf(add.error),
    ...(!named && values.name !== "" && { name: t("voices.name_rule") }),
    ...(!linked && { source_url: t("starting.link_rule") }),
  };
  const why = () => {
    if (clip === undefined) return t("starting.file_first");
    if (values.name === "") return t("starting.name_first");
    if (values.licence.trim() === "") return t("starting.licence_first");
    return named && linked ? undefined : t("starting.mend_first");
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const done = () => {
      element.reset();
      reset();
      setClip(undefined);
      setHeldOut(false);
    };
    if (why() === undefined && !add.isPending)
      add.mutate(new FormData(element), { onSuccess: done });
  };
  return (
    <Paper
      withBorder
      p="lg"
      component="form"
      onSubmit={submit}
      onChange={() => add.isError && add.reset()}
    >
      <Stack>
        <Title order={2} size="h3">
          {t("voices.add")}
        </Title>
        <FileField
          name="clip"
          label={t("voices.clip")}
          description={t("voices.clip_rule")}
          error={problems["clip"]}
          onChoose={setClip}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            {...field("name")}
            label={t("voices.name")}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            required
            error={problems["name"]}
          />
          <NativeSelect
            {...field("perceived")}
            label={t("voices.perceived")}
            data={kindsOfVoice.map((value) => ({ value, label: t(`voices.${value}`) }))}
            error={problems["perceived"]}
          />
          {texts.map((name) => (
            <TextInput
              key={name}
              {...field(name)}
              label={t(`voices.${name}`)}
              required={name === "licence"}
              error={problems[name]}
            />
          ))}
        </SimpleGrid>
        <Checkbox
          name="held_out"
          value="true"
          label={t("voices.hold_out")}
          checked={heldOut}
          error={problems["held_out"]}
          onChange={(event) => setHeldOut(event.currentTarget.checked)}
        />
        <StartFoot
          does={
            named ? t(heldOut ? "starting.voice_held_out" : "starting.voice", values) : undefined
          }
          why={why()}
          error={add.error}
          shown={shown}
          label={t("voices.add_button")}
          pending={add.isPending}
        >
          {add.isSuccess && <Text size="sm">{t("voices.added", { name: add.data.name })}</Text>}
        </StartFoot>
      </Stack>
    </Paper>
  );
}
