import { List, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ChangeKind } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";
import { ShowMore } from "@/components/ShowMore";

import { useChanges } from "./api/get-changes";

interface Props {
  slug: string;
  name: string;
  kind: ChangeKind;
}

/** Ids and languages of the rows that changed in one way. */
export function ChangedRows({ slug, name, kind }: Props) {
  const { t } = useTranslation();
  const changes = useChanges(slug, name, kind);
  const rows = changes.data ?? [];
  return (
    <Stack mt="md" gap="xs">
      <Title order={3} size="h4">
        {t(`release_card.kind_${kind}`)}
      </Title>
      <ErrorNote error={changes.error} onRetry={() => void changes.refetch()} />
      {changes.isPending && <Loading />}
      <List>
        {rows.map(({ id, language }) => (
          <List.Item key={`${id}/${language}`}>
            <bdi dir="ltr">{id}</bdi>
            {" · "}
            <LanguageName code={language} />
          </List.Item>
        ))}
      </List>
      <ShowMore list={changes} shown={rows.length} />
    </Stack>
  );
}
