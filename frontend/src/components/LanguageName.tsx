import { useLanguage } from "@/api/languages";

/** A language by its own name with the English one beside it, safe in either direction. */
export function LanguageName({ code }: { code: string }) {
  const language = useLanguage(code);
  return (
    <span>
      <bdi lang={language.bcp47} dir={language.direction}>
        {language.endonym}
      </bdi>
      {language.endonym !== language.name && (
        <>
          {" · "}
          <bdi lang="en" dir="ltr">
            {language.name}
          </bdi>
        </>
      )}
    </span>
  );
}
