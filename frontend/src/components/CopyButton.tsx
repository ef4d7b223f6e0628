import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const SHOWN_MS = 2_000;

interface Props {
  text: string;
  /** Where it isn't plain what is copied. */
  label?: string;
}

export function CopyButton({ text, label }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button
      size="compact-md"
      variant="default"
      flex="none"
      aria-live="polite"
      onClick={() => void copy()}
    >
      {copied ? t("common.copied") : (label ?? t("common.copy"))}
    </Button>
  );
}
