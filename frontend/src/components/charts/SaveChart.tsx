import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { type Cell, csvOf } from "@/lib/csv";
import { saveFile } from "@/lib/save-file";

import { ErrorNote } from "../ErrorNote";
import { pictureOf, savePng } from "./picture";

/** By which programs know that the letters are UTF-8. */
const MARK = "\u{FEFF}";

interface Props {
  /** Of the files, without what tells their kind. */
  name: string;
  /** What is drawn as it is on the page. */
  of?: RefObject<HTMLElement | null>;
  /** The numbers behind it, the names of the columns first. Asked for when somebody wants them. */
  rows?: () => Cell[][];
  /** What the buttons save, where a page has several. */
  label?: string;
}

/** Stands under a chart or a table: saves it as a picture, and as a table for other programs. */
export function SaveChart({ name, of, rows, label = "" }: Props) {
  const { t } = useTranslation();
  const saving = useMutation({
    mutationFn: async () => {
      if (of?.current) await savePng(pictureOf(of.current), `${name}.png`);
    },
  });
  const saveRows = () => {
    if (rows !== undefined)
      saveFile(new Blob([MARK + csvOf(rows())], { type: "text/csv" }), `${name}.csv`);
  };
  const told = (words: string) => (label === "" ? words : `${words}: ${label}`);
  return (
    <div>
      <Group gap="xs" mt="xs">
        {of !== undefined && (
          <Button
            variant="default"
            size="xs"
            loading={saving.isPending}
            aria-label={told(t("charts.save_png"))}
            onClick={() => saving.mutate()}
          >
            {t("charts.save_png")}
          </Button>
        )}
        {rows !== undefined && (
          <Button
            variant="default"
            size="xs"
            aria-label={told(t("charts.save_csv"))}
            onClick={saveRows}
          >
            {t("charts.save_csv")}
          </Button>
        )}
      </Group>
      <ErrorNote error={saving.error} />
    </div>
  );
}
