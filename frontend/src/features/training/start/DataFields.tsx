import { Anchor, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { LanguagePicker } from "@/components/LanguagePicker";

import { useTrainingChoices } from "../api/get-choices";
import type { TrainingForm } from "./use-training-wish";
import type { WishProblems } from "./wish-problems";

interface Props {
  slug: string;
  form: TrainingForm;
  problems: WishProblems;
}

/** What is learnt from: a release of this dataset, folders of the studio, and in which languages. */
export function DataFields({ slug, form, problems }: Props) {
  const { t } = useTranslation();
  const { languages, sources } = form;
  return (
    <Stack>
      {form.recipe.value.reads_release && (
        <ReleaseField slug={slug} form={form} problem={problems.of("release")} />
      )}
      {languages.offered.length > 0 && (
        <LanguagePicker
          label={t("common.languages")}
          offered={languages.offered}
          chosen={languages.value}
          error={problems.of("languages")}
          onChange={languages.set}
        />
      )}
      {sources.length > 0 && <FolderFields form={form} problem={problems.of("folders")} />}
    </Stack>
  );
}

interface FieldProps {
  form: TrainingForm;
  problem: string | undefined;
}

function ReleaseField({ slug, form, problem }: FieldProps & { slug: string }) {
  const { t } = useTranslation();
  const { releases } = useTrainingChoices(slug);
  if (releases.length === 0)
    return (
      <Text>
        {t("training.no_release")}{" "}
        <Anchor component={Link} to={`/d/${slug}/releases`} inherit underline="always">
          {t("training.to_releases")}
        </Anchor>
      </Text>
    );
  return (
    <NativeSelect
      label={t("training.release")}
      description={t("training.release_rule")}
      value={form.release?.name ?? ""}
      data={releases.map(({ name }) => name)}
      maw="28rem"
      error={problem}
      onChange={(event) => form.set({ release: event.currentTarget.value })}
    />
  );
}

/** Where the sources lie that are no release. */
function FolderFields({ form, problem }: FieldProps) {
  const { t } = useTranslation();
  return (
    <details open={problem !== undefined || undefined}>
      <summary>{t("training.folders")}</summary>
      <Stack mt="xs">
        <Text size="sm" c="dimmed">
          {t("training.folders_rule")}
        </Text>
        {form.sources.map((source) => (
          <TextInput
            key={source}
            label={<bdi dir="ltr">{source}</bdi>}
            placeholder={source}
            value={form.folders[source] ?? ""}
            dir="ltr"
            maw="28rem"
            onChange={(event) => form.setFolder(source, event.currentTarget.value)}
          />
        ))}
        {problem !== undefined && (
          <Text role="alert" c="var(--studio-bad)">
            <bdi>{problem}</bdi>
          </Text>
        )}
      </Stack>
    </details>
  );
}
