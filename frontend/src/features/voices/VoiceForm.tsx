import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { FileField } from "@/components/FileField";

import { useAddVoice } from "./api/add-voice";
import { kindsOfVoice } from "./kinds";

const texts = ["licence", "reader", "source", "source_url"] as const;

/** Takes one clip of a reader in. */
export function VoiceForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const add = useAddVoice(slug);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    if (!add.isPending) add.mutate(new FormData(element), { onSuccess: () => element.reset() });
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("voices.add")}
        </Title>
        <FileField name="clip" label={t("voices.clip")} description={t("voices.clip_rule")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="name"
            label={t("voices.name")}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,59}"
            title={t("voices.name_rule")}
            autoCapitalize="none"
            required
          />
          <NativeSelect
            name="perceived"
            label={t("voices.perceived")}
            data={kindsOfVoice.map((value) => ({ value, label: t(`voices.${value}`) }))}
          />
          {texts.map((name) => (
            <TextInput
              key={name}
              name={name}
              type={name === "source_url" ? "url" : "text"}
              label={t(`voices.${name}`)}
              required={name === "licence"}
            />
          ))}
        </SimpleGrid>
        <Checkbox name="held_out" value="true" label={t("voices.hold_out")} />
        <ErrorNote error={add.error} />
        <Group role="status">
          <Button type="submit" loading={add.isPending}>
            {t("voices.add_button")}
          </Button>
          {add.isSuccess && <Text size="sm">{t("voices.added", { name: add.data.name })}</Text>}
        </Group>
      </Stack>
    </Paper>
  );
}
