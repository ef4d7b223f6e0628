import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { pictureOf, savePng } from "@/components/charts/picture";
import { ErrorNote } from "@/components/ErrorNote";

interface Props {
  of: RefObject<HTMLElement | null>;
  name: string;
}

/** The charts as they are on the page, as a PNG. */
export function SavePicture({ of, name }: Props) {
  const { t } = useTranslation();
  const saving = useMutation({
    mutationFn: async () => {
      if (of.current !== null) await savePng(pictureOf(of.current), name);
    },
  });
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t("quality.save_png")}
      </Button>
      <ErrorNote error={saving.error} />
    </div>
  );
}
