import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ApiError, NetworkError } from "@/api/client";
import { ErrorNote } from "@/components/ErrorNote";

interface Props {
  error: Error | null;
  again: (() => void) | undefined;
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

/** An answer did not arrive: it is kept and sent again, or there is nothing left to answer. */
export function AnswerError({ error, again, onNext }: Props) {
  const { t } = useTranslation();
  const over = error instanceof ApiError && OVER.includes(error.code);
  return (
    <>
      <ErrorNote
        error={error}
        {...(again && { onRetry: again })}
        {...(error instanceof NetworkError && { comfort: t("desk.answer_kept") })}
      />
      {over && (
        <Button size="md" onClick={onNext}>
          {t("desk.take_next")}
        </Button>
      )}
    </>
  );
}
