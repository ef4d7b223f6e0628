import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const SHOWN_MS = 2_000;

export function CopyButton({ text }: { text: string }) {
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
      {copied ? t("common.copied") : t("common.copy")}
    </Button>
  );
}
