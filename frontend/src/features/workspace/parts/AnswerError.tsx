import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";
import { ErrorNote } from "@/components/ErrorNote";

interface Props {
  error: Error | null;
  onNext: () => void;
}

/** Refusals after which this piece can't be answered any more. */
const OVER = [
  "assignment_taken",
  "assignment_missing",
  "already_answered",
  "text_replaced",
  "review_changed",
];

/** What the server found wrong with an answer, or that there is nothing left to answer. */
export function AnswerError({ error, onNext }: Props) {
  const { t } = useTranslation();
  const over = error instanceof ApiError && OVER.includes(error.code);
  return (
    <>
      <ErrorNote error={error} />
      {over && (
        <Button size="md" onClick={onNext}>
          {t("desk.take_next")}
        </Button>
      )}
    </>
  );
}
