import { Button, Checkbox, Group, NativeSelect, Paper, Stack } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useLanguages } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { FileField } from "@/components/FileField";

import { useImportFile } from "./api/import-file";
import { formats } from "./formats";
import { UploadProgress } from "./UploadProgress";

export function ImportForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const all = useLanguages();
  const upload = useImportFile(slug);
  const [format, setFormat] = useState("auto");

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    if (form.get("language") === "") form.delete("language");
    if (!upload.sending) upload.send(form, { onSuccess: () => element.reset() });
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <FileField name="file" label={t("import.file")} description={t("import.file_rule")} />
        <Group align="flex-end">
          <NativeSelect
            name="format"
            label={t("import.format")}
            value={format}
            onChange={(event) => setFormat(event.currentTarget.value)}
            data={[
              { value: "auto", label: t("import.format_auto") },
              ...formats.map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            name="language"
            label={t("common.language")}
            data={[
              { value: "", label: t("import.language_auto") },
              ...all
                .filter(({ code }) => languages.includes(code))
                .map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Group>
        {format === "voice-assistant" && (
          <Checkbox name="with_audio" value="true" label={t("import.with_audio")} />
        )}
        <ErrorNote error={upload.error} />
        {upload.sending ? (
          <UploadProgress share={upload.share} onCancel={upload.cancel} />
        ) : (
          <Group>
            <Button type="submit">{t("import.upload")}</Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
