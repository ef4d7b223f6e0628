import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { MoreOf } from "@/api/pages";
import { useNumbers } from "@/lib/numbers";

import { ErrorNote } from "./ErrorNote";

interface Props {
  list: MoreOf;
  /** Rows that stand on the page now. */
  shown: number;
}

/** Stands under a list that comes in pages: loads the next one and says how many there are now. */
export function ShowMore({ list, shown }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const said = useRef<HTMLParagraphElement>(null);
  const [pressed, setPressed] = useState(false);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = list;

  // With the last page the button goes; who stood on it must not be thrown back to the top.
  useEffect(() => {
    if (pressed && !hasNextPage) said.current?.focus();
  }, [pressed, hasNextPage]);

  const load = () => {
    setPressed(true);
    void list.fetchNextPage();
  };
  const numbers = { count: shown, written: count(shown) };
  if (!hasNextPage && !pressed) return null;
  return (
    <div>
      <ErrorNote error={isFetchNextPageError ? list.error : null} />
      <Group>
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={load}>
            {t("common.more")}
          </Button>
        )}
        <Text ref={said} size="sm" c="dimmed" role="status" tabIndex={-1}>
          {hasNextPage ? t("common.shown", numbers) : t("common.all_shown", numbers)}
        </Text>
      </Group>
    </div>
  );
}
