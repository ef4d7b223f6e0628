import { Button, Checkbox, Group, NativeSelect, Paper, Stack, Text } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useLanguages } from "@/api/languages";
import type { CheckedFile } from "@/api/types";
import { FileField } from "@/components/FileField";
import { StartFoot } from "@/components/starting/StartFoot";
import { useNumbers } from "@/lib/numbers";
import { problemsOf } from "@/lib/problems";

import { useCheckFile, useImportFile } from "./api/import-file";
import { formats } from "./formats";
import { ImportFacts } from "./ImportFacts";
import { UploadProgress } from "./UploadProgress";

const shown = ["file", "format", "language", "with_audio"] as const;

export function ImportForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { size } = useNumbers();
  const { languages } = useDataset(slug);
  const all = useLanguages();
  const upload = useImportFile(slug);
  const check = useCheckFile(slug);
  const [format, setFormat] = useState("auto");
  const [file, setFile] = useState<File>();
  const problems = problemsOf(check.error, upload.error);
  const why =
    file === undefined
      ? t("starting.file_first")
      : file.size === 0
        ? t("starting.file_empty")
        : check.isPending
          ? t("import.checking")
          : undefined;

  const forget = () => {
    upload.forget();
    check.forget();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = orderOf(element);
    const done = () => {
      element.reset();
      setFile(undefined);
      check.forget();
    };
    if (why === undefined && !upload.sending) upload.send(form, { onSuccess: done });
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit} onChange={forget}>
      <Stack>
        <FileField
          name="file"
          label={t("import.file")}
          description={t("import.file_rule")}
          error={problems["file"]}
          onChoose={setFile}
        />
        <Group align="flex-end">
          <NativeSelect
            name="format"
            label={t("import.format")}
            value={format}
            error={problems["format"]}
            onChange={(event) => setFormat(event.currentTarget.value)}
            data={[
              { value: "auto", label: t("import.format_auto") },
              ...formats.map((value) => ({
                value,
                label: t(`history.values.import.format.${value}`),
              })),
            ]}
          />
          <NativeSelect
            name="language"
            label={t("common.language")}
            error={problems["language"]}
            data={[
              { value: "", label: t("import.language_auto") },
              ...all
                .filter(({ code }) => languages.includes(code))
                .map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Group>
        {format === "voice-assistant" && (
          <Checkbox
            name="with_audio"
            value="true"
            label={t("import.with_audio")}
            error={problems["with_audio"]}
          />
        )}
        {upload.sending ? (
          <UploadProgress share={upload.share} onCancel={upload.cancel} />
        ) : (
          <StartFoot
            does={file && t("starting.import", { file: file.name, size: size(file.size) })}
            why={why}
            error={upload.error ?? check.error}
            shown={shown}
            label={t("import.upload")}
            pending={false}
          >
            <Button
              variant="default"
              loading={check.isPending}
              disabled={why !== undefined}
              onClick={({ currentTarget: { form } }) => form && check.start(orderOf(form))}
            >
              {t("import.check")}
            </Button>
          </StartFoot>
        )}
        <Text size="sm" c="dimmed">
          {t("import.check_means")}
        </Text>
        <CheckResult told={check.data} />
      </Stack>
    </Paper>
  );
}

/** What is written into a region that stands there already is read out. */
function CheckResult({ told }: { told: CheckedFile | undefined }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text fw={600} role="status">
        {told && t("import.would")}
      </Text>
      {told && <ImportFacts run={told} />}
    </div>
  );
}

/** The fields as the server takes them. */
function orderOf(element: HTMLFormElement): FormData {
  const form = new FormData(element);
  if (form.get("language") === "") form.delete("language");
  return form;
}
