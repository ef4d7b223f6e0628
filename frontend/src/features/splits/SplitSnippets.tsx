import { Group, NativeSelect, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE, useLanguagesAmong } from "@/api/languages";
import { Snippets } from "@/components/Snippets";
import { splits } from "@/lib/splits";

/** How to pull the verified rows of a split, as it is now. */
export function SplitSnippets({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const known = useLanguagesAmong(languages);
  const [split, setSplit] = useState("test");
  const [language, setLanguage] = useState(known[0]?.code ?? SOURCE);
  const query = `language=${language}&verified=true&format=ndjson`;
  return (
    <Stack component="section" aria-labelledby="snippets">
      <Title order={2} size="h3" id="snippets">
        {t("snippets.title")}
      </Title>
      <Group>
        <NativeSelect
          label={t("items.split")}
          value={split}
          data={splits.map((name) => ({ value: name, label: t(`split.${name}`) }))}
          onChange={(event) => setSplit(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("common.language")}
          value={language}
          data={known.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
      </Group>
      <Snippets path={`/api/v1/datasets/${slug}/splits/${split}/?${query}`} />
    </Stack>
  );
}
